package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;

class ChronoStartTest {
  private static final double ROUNDING = 1e-12;
  private static final int UNITS = 300;
  private static final int LONGEST = 100;

  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);

  // their equation for the biases: log of a uniform draw
  @Test
  @Published("Tallec and Ollivier 2018, chrono initialization")
  void timeScalesOfAnLstmAreUniformUpToTheLongest() {
    uniform(block(Lstm.chronoStart(1, UNITS, LONGEST, init).bias().matrix(), 1));
  }

  @Test
  void timeScalesOfAGruAreUniformUpToTheLongest() {
    uniform(block(Gru.chronoStart(1, UNITS, LONGEST, init).bias().matrix(), 1));
  }

  /** {@code u = exp(bias)}, uniform on 1 to 99: mean 50, deviation 98 / sqrt(12). */
  private static void uniform(double[] biases) {
    double mean = 0;
    for (double bias : biases) {
      double u = Math.exp(bias);
      assertTrue(u >= 1 - ROUNDING && u <= LONGEST - 1 + ROUNDING, "u " + u);
      mean += u / UNITS;
    }
    double deviationOfTheMean = 98 / Math.sqrt(12.0 * UNITS);
    assertEquals(50, mean, 4 * deviationOfTheMean);
  }

  @Test
  void theInputGateStartsClosedAsFarAsTheForgetGateIsOpen() {
    Matrix bias = Lstm.chronoStart(1, UNITS, LONGEST, init).bias().matrix();
    for (int j = 0; j < UNITS; j++) {
      assertEquals(-bias.get(0, UNITS + j), bias.get(0, j));
    }
  }

  @Test
  void otherBiasesStayZero() {
    double sum = 0;
    Matrix lstm = Lstm.chronoStart(1, UNITS, LONGEST, init).bias().matrix();
    Matrix gru = Gru.chronoStart(1, UNITS, LONGEST, init).bias().matrix();
    for (Matrix block :
        new Matrix[] {
          columns(lstm, 2 * UNITS, 4 * UNITS),
          columns(gru, 0, UNITS),
          columns(gru, 2 * UNITS, 3 * UNITS)
        }) {
      sum += block.kernels().sumOfSquares(block);
    }
    assertEquals(0, sum);
  }

  @Test
  void aLongestDependencyOfOneStepIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Lstm.chronoStart(1, 2, 1, init))
            .getMessage();
    assertEquals("the longest dependency is at least 2 steps, not 1", message);
  }

  private static double[] block(Matrix bias, int number) {
    return columns(bias, number * UNITS, (number + 1) * UNITS).toArray()[0];
  }

  private static Matrix columns(Matrix matrix, int from, int to) {
    Matrix columns = matrix.zerosLike(1, to - from);
    matrix.kernels().addColumns(matrix, from, columns, 0, to - from);
    return columns;
  }
}

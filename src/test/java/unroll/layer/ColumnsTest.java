package unroll.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class ColumnsTest {
  private static final double ROUNDING = 1e-14;
  private static final double FINITE_DIFFERENCE = 1e-7;

  private final Tape tape = new Tape();

  private Value value(double[]... rows) {
    return tape.constant(Matrix.of(Precision.DOUBLE, rows));
  }

  @Test
  void sumAddsUpEveryRow() {
    double[][] sums =
        Columns.sum(value(new double[] {1, 2, 3}, new double[] {-1, 0, 5})).matrix().toArray();
    assertArrayEquals(new double[][] {{6}, {4}}, sums);
  }

  @Test
  void repeatWritesTheColumnSideBySide() {
    double[][] repeated =
        Columns.repeat(value(new double[] {3}, new double[] {4}), 3).matrix().toArray();
    assertArrayEquals(new double[][] {{3, 3, 3}, {4, 4, 4}}, repeated);
  }

  @Test
  void repeatRefusesMoreThanOneColumn() {
    Value two = value(new double[] {1, 2});
    assertEquals(
        "repeat: one column is needed, not 2",
        assertThrows(IllegalArgumentException.class, () -> Columns.repeat(two, 2)).getMessage());
  }

  @Test
  void softplusNeitherOverflowsNorVanishesTooEarly() {
    Value y = value(new double[] {-40, 0, 1000}).softplus();
    assertEquals(Math.exp(-40), y.matrix().get(0, 0), 1e-30);
    assertEquals(Math.log(2), y.matrix().get(0, 1), ROUNDING);
    assertEquals(1000, y.matrix().get(0, 2), ROUNDING);
  }

  @Test
  void logSumExpOfLargeNumbersIsFinite() {
    Value y = value(new double[] {1000, 1000}, new double[] {-5000, -9000}).logSumExp();
    assertEquals(1000 + Math.log(2), y.matrix().get(0, 0), 1e-12);
    assertEquals(-5000, y.matrix().get(1, 0), 1e-12);
  }

  @Test
  void transposedTimesIsTheProductBlockByBlock() {
    Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
    Value x = tape.constant(init.normal("x", 6, 5, 1).matrix());
    Value w = tape.constant(init.normal("w", 6, 4, 1).matrix());
    Value y = ByExample.transposedTimes(x, w, 3);
    for (int b = 0; b < 3; b++) {
      double[][] expected =
          x.rows(2 * b, 2 * b + 2).transpose().times(w.rows(2 * b, 2 * b + 2)).matrix().toArray();
      double[][] got = y.rows(5 * b, 5 * b + 5).matrix().toArray();
      for (int r = 0; r < 5; r++) {
        assertArrayEquals(expected[r], got[r], ROUNDING);
      }
    }
  }

  @Test
  void gradientOfTransposedTimesMatchesFiniteDifferences() {
    Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
    Parameter x = init.normal("x", 6, 5, 1);
    Parameter w = init.normal("w", 6, 4, 1);
    double error =
        GradientCheck.error(
            List.of(x, w),
            t -> ByExample.transposedTimes(x.on(t), w.on(t), 3).tanh().sum(),
            new SplittableRandom(2));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }
}

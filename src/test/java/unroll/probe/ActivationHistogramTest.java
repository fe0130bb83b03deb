package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unroll.probe.ProbeFixtures.init;
import static unroll.probe.ProbeFixtures.inputs;
import static unroll.probe.ProbeFixtures.matrix;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import unroll.cell.Elman;
import unroll.layer.Activation;
import unroll.matrix.Matrix;

class ActivationHistogramTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void outputsAreCountedInTheirBins() {
    // Outputs 0.5 and -2, then 1.5 and -4: h_t = 0 h + x_t.
    Elman cell = Recurrence.linear(matrix(new double[] {0, 0}, new double[] {0, 0}));
    Matrix xs = matrix(new double[] {0.5, -2}, new double[] {1, -4});
    ActivationHistogram histogram = ActivationHistogram.of(cell, xs, 2, -3, 1, 2);
    assertArrayEquals(new double[] {-3, -1, 1}, histogram.edges(), ROUNDING);
    assertArrayEquals(new double[] {0.5, 0.5}, histogram.shares()[0], ROUNDING);
    assertArrayEquals(new double[] {0, 0.5}, histogram.shares()[1], ROUNDING);
    assertArrayEquals(new double[] {0, 0.5}, histogram.below(), ROUNDING);
  }

  @Test
  void meanAndDeviationAreThoseOfTheStep() {
    Elman cell = Recurrence.linear(matrix(new double[] {0, 0}, new double[] {0, 0}));
    ActivationHistogram histogram =
        ActivationHistogram.of(cell, matrix(new double[] {1, 5}), 1, 0, 10, 5);
    assertEquals(3, histogram.means()[0], ROUNDING);
    assertEquals(2, histogram.deviations()[0], ROUNDING);
  }

  @Test
  void tanhStaysBetweenMinusOneAndOne() {
    ActivationHistogram histogram = histogram(Activation.TANH);
    assertEquals(
        0, Arrays.stream(histogram.above()).sum() + Arrays.stream(histogram.below()).sum());
  }

  @Test
  void reluIsNeverBelowZero() {
    double[] last = histogram(Activation.RELU).shares()[29];
    assertEquals(0, last[0] + last[1] + last[2] + last[3], ROUNDING);
  }

  @Test
  void identityOutgrowsEveryBin() {
    ActivationHistogram histogram = histogram(Activation.IDENTITY);
    assertTrue(histogram.above()[29] + histogram.below()[29] > 0.99);
  }

  @Test
  void noBinIsRefused() {
    Elman cell = Elman.of(2, 2, init(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> ActivationHistogram.of(cell, inputs(2, 2, 1), 2, 0, 1, 0));
  }

  /** Weights of radius about 1.5: the linear network grows more than 10,000 times in 30 steps. */
  private static ActivationHistogram histogram(Activation activation) {
    Matrix w = init(1).orthogonal("W", 20, 20, 1.5).matrix();
    Matrix xs = inputs(30 * 4, 20, 2);
    return ActivationHistogram.of(Recurrence.of(w, activation), xs, 30, -1, 1, 8);
  }
}

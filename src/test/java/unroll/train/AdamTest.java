package unroll.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Parameter;

class AdamTest {
  /** The same formula with its factors in another order. */
  private static final double ROUNDING = 1e-12;

  private static final double[] GRADIENTS = {0.3, -0.7, 2.5, 0, -1e-6};

  @Test
  @Published("Kingma and Ba 2015, algorithm 1")
  void updatesAreThoseOfThePublishedAlgorithm() {
    Parameter w = parameter(0.5);
    Adam adam = new Adam(List.of(w), 0.1, 0.9, 0.999, 1e-8);
    double m = 0;
    double v = 0;
    double theta = 0.5;
    for (int t = 1; t <= GRADIENTS.length; t++) {
      double g = GRADIENTS[t - 1];
      w.gradient().set(0, 0, g);
      adam.step();
      // Kingma and Ba 2015, algorithm 1, line by line
      m = 0.9 * m + (1 - 0.9) * g;
      v = 0.999 * v + (1 - 0.999) * g * g;
      double mHat = m / (1 - Math.pow(0.9, t));
      double vHat = v / (1 - Math.pow(0.999, t));
      theta = theta - 0.1 * mHat / (Math.sqrt(vHat) + 1e-8);
      assertEquals(theta, w.matrix().get(0, 0), ROUNDING, "after step " + t);
    }
  }

  @Test
  void twoStepsAreThoseComputedByHand() {
    // g = 4: m = 0.4, v = 0.016, both corrected 4 and 16, so w = 1 - 0.5 * 4/4 = 0.5.
    // g = 0: m = 0.36, v = 0.015984; corrected 0.36/0.19 and 0.015984/0.001999.
    Parameter w = parameter(1);
    Adam adam = new Adam(List.of(w), 0.5, 0.9, 0.999, 1e-300);
    w.gradient().set(0, 0, 4);
    adam.step();
    adam.step();
    double second = 0.5 - 0.5 * (0.36 / 0.19) / Math.sqrt(0.015984 / 0.001999);
    assertEquals(second, w.matrix().get(0, 0), ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1, 4e5, -2.5})
  @Published("Kingma and Ba 2015, section 2.1")
  void theFirstStepIsTheRateWhateverTheSizeOfTheGradient(double gradient) {
    // both corrections undone, m = g and v = g^2: the step is the rate times the sign
    Parameter w = parameter(1);
    w.gradient().set(0, 0, gradient);
    new Adam(List.of(w), 0.25, 0.9, 0.999, 1e-300).step();
    assertEquals(1 - 0.25 * Math.signum(gradient), w.matrix().get(0, 0), ROUNDING);
  }

  @Test
  void aStepForgetsTheGradient() {
    Parameter w = parameter(1);
    w.gradient().set(0, 0, 4);
    Adam.of(List.of(w), 0.1).step();
    assertEquals(0, w.gradient().get(0, 0));
  }

  @Test
  void everyParameterHasAMemoryOfItsOwn() {
    Parameter still = parameter(1);
    Parameter moved = parameter(1);
    moved.gradient().set(0, 0, 1);
    Adam.of(List.of(still, moved), 0.1).step();
    assertEquals(1, still.matrix().get(0, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRateThatIsNoneIsRefused(double rate) {
    assertThrows(IllegalArgumentException.class, () -> Adam.of(List.of(parameter(1)), rate));
  }

  @Test
  void gradientDescentFollowsTheSlope() {
    Parameter w = parameter(1);
    w.gradient().set(0, 0, 4);
    GradientDescent.of(List.of(w), 0.1).step();
    assertEquals(0.6, w.matrix().get(0, 0), ROUNDING);
  }

  private static Parameter parameter(double value) {
    return new Parameter("w", Matrix.of(Precision.DOUBLE, new double[] {value}));
  }
}

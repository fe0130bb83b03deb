package unroll.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

class GradientCheckTest {
  private final Parameter w =
      new Parameter("w", Matrix.of(Precision.DOUBLE, new double[] {0.1, -0.2, 0.05}));

  private double errorOfExponentials(double sharpness) {
    return GradientCheck.error(
        List.of(w), tape -> w.on(tape).scale(sharpness).exp().sum(), new SplittableRandom(1));
  }

  @Test
  @Published("Richardson 1911")
  void theSecondPowerOfTheErrorIsExtrapolatedAway() {
    // Of exp(100 x) a plain central difference of step h has the relative error (100 h u)^2 / 6,
    // 1.5e-6 at h = 3e-5 and u = 1; what extrapolation leaves is (100 h u)^4 / 480, near 2e-13.
    double error = errorOfExponentials(100);
    assertTrue(error < 1e-9, "error " + error);
  }

  @Test
  void numbersAreRestored() {
    String before = w.matrix().toString();
    assertTrue(errorOfExponentials(1) < 1e-7);
    assertEquals(before, w.matrix().toString());
    assertEquals(0.1, w.matrix().get(0, 0), 0);
  }

  @Test
  void whatWasInTheGradientsDoesNotCount() {
    w.gradient().fill(17);
    assertTrue(errorOfExponentials(1) < 1e-7);
  }

  @Test
  void theErrorIsRelativeToTheSlope() {
    // the same mistake, a tenth of the slope, at a loss a thousand times as large
    double small = errorOfATenth(1);
    double large = errorOfATenth(1000);
    assertEquals(0.1, small, 1e-6);
    assertEquals(0.1, large, 1e-6);
  }

  /** A tenth of the slope is hidden from the tape. */
  private double errorOfATenth(double size) {
    return GradientCheck.error(
        List.of(w),
        tape ->
            w.on(tape)
                .sum()
                .scale(0.9 * size)
                .plus(tape.constant(w.matrix().copy()).sum().scale(0.1 * size)),
        new SplittableRandom(1));
  }

  @Test
  void aSlopeNearZeroIsNotMagnified() {
    // a slope of 1e-9 computed as 0 is a millionth of the thousandth that counts as small
    double error =
        GradientCheck.error(
            List.of(w),
            tape ->
                w.on(tape).sum().scale(0).plus(tape.constant(w.matrix().copy()).sum().scale(1e-9)),
            new SplittableRandom(1));
    assertTrue(error < 1e-5, "error " + error);
  }
}

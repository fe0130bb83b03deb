package unroll.model.handwriting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class StrokeDensityTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;

  private static StrokeDensity density(int hidden, int gaussians) {
    return StrokeDensity.of(
        hidden, gaussians, Initializer.of(new SplittableRandom(13), Precision.DOUBLE));
  }

  private static Value raw(double... numbers) {
    return Tape.off().constant(Matrix.of(Precision.DOUBLE, numbers));
  }

  private static double logDensity(Value raw, double... movement) {
    return density(4, raw.columns() / 6)
        .logDensity(raw, Matrix.of(Precision.DOUBLE, movement))
        .scalar();
  }

  @Test
  void oneStandardGaussianAtItsMeanIsTwoPiWideAndTheEndATossUp() {
    assertEquals(
        -Math.log(2 * Math.PI) - Math.log(2),
        logDensity(raw(0, 0, 0, 0, 0, 0, 0), 0, 0, 0),
        ROUNDING);
  }

  @Test
  @Published("Graves 2013, equations 17 to 26")
  void theLossIsTheValueComputedByHand() {
    // Two Gaussians of weights 3/4 and 1/4, by their covariances [[4, .6], [.6, .25]] and I:
    // densities 0.109652759 and 0.021539279 at (1, 2); a stroke ends with sigmoid(0.3) = 0.574443.
    Value raw =
        raw(
            0.3,
            Math.log(3),
            0, // weights
            0.5,
            -1, // means right
            1.5,
            2, // means up
            Math.log(2),
            0, // deviations right
            Math.log(0.5),
            0, // deviations up
            0.5 * Math.log(1.6 / 0.4),
            0); // correlations: artanh 0.6, and none
    assertEquals(-2.9890511478451636, logDensity(raw, 1, 2, 1), ROUNDING);
  }

  @Test
  void theDensityIntegratesToOne() {
    int side = 73;
    double step = 0.25;
    Matrix grid = Matrix.zeros(Precision.DOUBLE, 2 * side * side, 3);
    for (int row = 0; row < grid.rows(); row++) {
      grid.set(row, 0, step * (row / 2 % side - side / 2));
      grid.set(row, 1, step * (row / 2 / side - side / 2));
      grid.set(row, 2, row % 2);
    }
    Value raw = raw(-0.4, 0.5, -0.5, 0.3, -0.6, 0.2, 0.4, -0.2, 0.1, 0.3, -0.4, 0.9, -0.7);
    Value all = density(4, 2).logDensity(raw.pick(new int[grid.rows()]), grid);
    // A sum over points that are closer than the deviations is exact but for the cut-off tails.
    assertEquals(1, all.exp().sum().scalar() * step * step, 1e-6);
  }

  @Test
  void gradientMatchesFiniteDifferencesWithMaskedRows() {
    StrokeDensity density = density(5, 3);
    Initializer init = Initializer.of(new SplittableRandom(14), Precision.DOUBLE);
    Matrix x = init.normal("x", 7, 5, 1).matrix();
    Matrix movements = init.normal("movements", 7, 3, 1).matrix();
    for (int row = 0; row < 7; row++) {
      movements.set(row, 2, row % 3 == 0 ? 1 : 0);
    }
    boolean[] counts = {true, true, false, true, true, false, true};
    double error =
        GradientCheck.error(
            density.parameters(),
            tape -> density.loss(tape.constant(x), movements, counts),
            new SplittableRandom(15));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void extremeNumbersGiveFiniteLossesAndGradients(Precision precision) {
    SplittableRandom random = new SplittableRandom(16);
    StrokeDensity density = density(4, 2);
    for (double size : new double[] {1, 30, 1e3, 1e6}) {
      for (int trial = 0; trial < 50; trial++) {
        Parameter raw = Initializer.of(random, precision).uniform("raw", 1, 13, size);
        Matrix movement =
            Matrix.of(precision, new double[] {size, -size * random.nextDouble(), trial % 2});
        Tape tape = new Tape();
        Value log = density.logDensity(raw.on(tape), movement);
        log.backward();
        assertTrue(
            Double.isFinite(log.scalar()), () -> "log density " + log + " of " + raw.matrix());
        for (double slope : raw.gradient().toArray()[0]) {
          assertTrue(Double.isFinite(slope), () -> "gradient " + raw.gradient());
        }
      }
    }
  }

  @Test
  void drawsHaveTheMomentsOfTheDensity() {
    Value raw = raw(-1, 0, 2, -3, Math.log(0.5), Math.log(2), 0.5 * Math.log(1.6 / 0.4));
    SplittableRandom random = new SplittableRandom(17);
    double[] sums = new double[6];
    int draws = 40_000;
    StrokeDensity density = density(4, 1);
    for (int i = 0; i < draws; i++) {
      double[] x = density.draw(raw, 0, 0, random);
      double d1 = (x[0] - 2) / 0.5;
      double d2 = (x[1] + 3) / 2;
      double[] terms = {d1, d2, d1 * d1, d2 * d2, d1 * d2, x[2]};
      for (int k = 0; k < terms.length; k++) {
        sums[k] += terms[k] / draws;
      }
    }
    // Five deviations of a mean of 40,000 draws whose own deviation is at most sqrt 2.
    double[] expected = {0, 0, 1, 1, 0.6, 1 / (1 + Math.E)};
    assertArrayEquals(expected, sums, 5 * Math.sqrt(2.0 / draws));
  }

  @Test
  void aLargeBiasDrawsThePeakOfTheLikeliestGaussian() {
    Value raw = raw(9, 0, 1, -4, 5, 2, 7, 0, 0, 0, 0, 0, 0);
    double[] drawn = density(4, 2).draw(raw, 0, 40, new SplittableRandom(18));
    assertArrayEquals(new double[] {5, 7, 1}, drawn, 1e-9);
  }

  @Test
  void aReadoutOfAnotherSizeIsRefused() {
    var init = Initializer.seeded(1);
    assertEquals(
        "a stroke density has 1 + 6M outputs for M Gaussians, not 12",
        assertThrows(
                IllegalArgumentException.class,
                () -> new StrokeDensity(unroll.layer.Linear.of(3, 12, init)))
            .getMessage());
  }
}

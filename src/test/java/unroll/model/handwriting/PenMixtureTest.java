package unroll.model.handwriting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;

class PenMixtureTest {
  private static final double ROUNDING = 1e-12;

  private static PenMixture two() {
    return new PenMixture(
        0.25,
        List.of(
            new PenMixture.Gaussian(0.8, 1, 0, 0.5, 0.7, 0.6),
            new PenMixture.Gaussian(0.2, -1, -1, 0.4, 0.4, -0.3)));
  }

  @Test
  void theDensityAddsUpToOne() {
    // 0.08 is a fifth of the narrowest deviation; 4 deviations lie within the grid.
    double sum =
        0.08 * 0.08 * Arrays.stream(two().densities(4, 100)).flatMapToDouble(Arrays::stream).sum();
    assertEquals(1, sum, 1e-4);
  }

  @Test
  void theFirstRowOfAPictureIsOnTop() {
    PenMixture above = new PenMixture(0.5, List.of(new PenMixture.Gaussian(1, 1, 1, 0.1, 0.1, 0)));
    double[][] picture = above.densities(1.5, 3);
    assertEquals(
        picture[0][2], Arrays.stream(picture).flatMapToDouble(Arrays::stream).max().orElse(0));
  }

  @Test
  void isTheDensityThatTheLossIsOf() {
    StrokeDensity density = StrokeDensity.of(4, 3, Initializer.seeded(3).in(Precision.DOUBLE));
    Tape tape = Tape.off();
    Value raw =
        tape.constant(
            Initializer.seeded(4).in(Precision.DOUBLE).normal("raw", 1, 19, 0.8).matrix());
    PenMixture said = density.mixture(raw, 0);
    for (int end = 0; end < 2; end++) {
      Matrix movement = Matrix.of(Precision.DOUBLE, new double[] {0.4, -0.7, end});
      double lift = Math.log(end == 1 ? said.end() : 1 - said.end());
      assertEquals(
          density.logDensity(raw, movement).scalar(),
          Math.log(said.density(0.4, -0.7)) + lift,
          ROUNDING);
    }
  }

  @Test
  void aBiasNarrowsAndMakesTheHeavyHeavier() {
    PenMixture tidy = two().biased(1);
    PenMixture.Gaussian first = tidy.gaussians().get(0);
    assertEquals(0.64 / 0.68, first.weight(), ROUNDING);
    assertEquals(0.5 / Math.E, first.sigmaRight(), ROUNDING);
    assertEquals(two(), two().biased(0));
  }

  @Test
  void aLargeBiasLeavesOneGaussian() {
    assertEquals(1, two().biased(5000).gaussians().get(0).weight(), ROUNDING);
  }

  @Test
  void aNegativeBiasIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> two().biased(-1));
  }

  @Test
  void strokesEndAsOftenAsIsSaid() {
    SplittableRandom random = new SplittableRandom(5);
    int draws = 20_000;
    long ends = IntStream.range(0, draws).filter(i -> two().draw(random)[2] == 1).count();
    // Five deviations of a share of 1/4.
    assertTrue(Math.abs(ends / (double) draws - 0.25) < 5 * Math.sqrt(0.1875 / draws));
  }
}

package unroll.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final double ROUNDING = 1e-12;
  private static final double[] LOGITS = {Math.log(1), Math.log(2), Math.log(5)};

  @Test
  void temperatureOneDrawsTheSoftmax() {
    assertArrayEquals(
        new double[] {0.125, 0.25, 0.625}, Sampler.at(1).probabilities(LOGITS), ROUNDING);
  }

  @Test
  void halfTheTemperatureSquaresTheOdds() {
    assertArrayEquals(
        new double[] {1 / 30.0, 4 / 30.0, 25 / 30.0},
        Sampler.at(0.5).probabilities(LOGITS),
        ROUNDING);
  }

  @Test
  void frequenciesFollowTheProbabilities() {
    int[] counts = new int[3];
    SplittableRandom random = new SplittableRandom(7);
    int draws = 80_000;
    for (int i = 0; i < draws; i++) {
      counts[Sampler.at(1).draw(LOGITS, random)]++;
    }
    // five standard deviations of a binomial count are 0.009 of the draws at most
    for (int i = 0; i < 3; i++) {
      assertEquals(new double[] {0.125, 0.25, 0.625}[i], counts[i] / (double) draws, 0.009);
    }
  }

  @Test
  void temperatureZeroTakesTheFirstOfTheLikeliest() {
    assertEquals(1, Sampler.greedy().draw(new double[] {1, 3, 3, 2}, new SplittableRandom(1)));
  }

  @Test
  void theSameSeedDrawsTheSame() {
    int[] first = draws(new SplittableRandom(5));
    assertArrayEquals(first, draws(new SplittableRandom(5)));
  }

  private static int[] draws(SplittableRandom random) {
    return java.util.stream.IntStream.range(0, 100)
        .map(i -> Sampler.at(1).draw(LOGITS, random))
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, Double.MIN_VALUE, 1e-300, 1e-8, 1, 1e300, Double.POSITIVE_INFINITY})
  void extremeLogitsNeverGiveNaN(double temperature) {
    double[][] extremes = {
      {1e308, -1e308, 0},
      {Double.NEGATIVE_INFINITY, -700, -701},
      {Double.POSITIVE_INFINITY, 5, Double.NEGATIVE_INFINITY},
      {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0},
      {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE},
      {Double.MIN_VALUE, 0, -0.0}
    };
    for (double[] logits : extremes) {
      double[] p = Sampler.at(temperature).probabilities(logits);
      assertEquals(1, Arrays.stream(p).sum(), ROUNDING, () -> Arrays.toString(logits));
    }
  }

  @Test
  void minusInfinityIsNeverDrawn() {
    double[] p =
        Sampler.at(Double.POSITIVE_INFINITY)
            .probabilities(new double[] {Double.NEGATIVE_INFINITY, 0, 1});
    assertArrayEquals(new double[] {0, 0.5, 0.5}, p, ROUNDING);
  }

  @Test
  void aTinyTemperatureIsGreedy() {
    assertArrayEquals(new double[] {0, 0, 1}, Sampler.at(1e-12).probabilities(LOGITS), ROUNDING);
  }

  @Test
  void topKeepsTheLikeliestOnly() {
    assertArrayEquals(
        new double[] {0, 2 / 7.0, 5 / 7.0}, new Sampler(1, 2).probabilities(LOGITS), ROUNDING);
  }

  @Test
  void topOfEqualLogitsKeepsTheFirst() {
    assertArrayEquals(
        new double[] {0.5, 0.5, 0, 0},
        new Sampler(1, 2).probabilities(new double[] {3, 3, 3, 3}),
        ROUNDING);
  }

  @Test
  void aLogitThatIsNaNIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Sampler.at(1).draw(new double[] {0, Double.NaN}, new SplittableRandom(1)))
            .getMessage();
    assertTrue(message.contains("logit 1 is NaN"), message);
  }

  @Test
  void nothingToDrawIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Sampler.at(1).probabilities(new double[] {Double.NEGATIVE_INFINITY}));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.NEGATIVE_INFINITY})
  void aTemperatureBelowZeroIsRefused(double temperature) {
    assertThrows(IllegalArgumentException.class, () -> Sampler.at(temperature));
  }
}

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
import unroll.house.Published;

class NucleusTest {
  private static final double ROUNDING = 1e-12;

  /** Probabilities 0.1, 0.2, 0.5, 0.2. */
  private static final double[] LOGITS = {Math.log(1), Math.log(2), Math.log(5), Math.log(2)};

  @Test
  @Published("Holtzman et al. 2020, equations 2 and 3")
  void theSmallestSetThatReachesTheShareIsKept() {
    assertArrayEquals(
        new double[] {0, 2 / 7.0, 5 / 7.0, 0},
        Sampler.at(1).nucleus(0.6).probabilities(LOGITS),
        ROUNDING);
  }

  @Test
  void theLikeliestSymbolAlwaysStays() {
    assertArrayEquals(
        new double[] {0, 0, 1, 0},
        Sampler.at(1).nucleus(Double.MIN_VALUE).probabilities(LOGITS),
        ROUNDING);
  }

  @Test
  void aShareThatIsReachedExactlyTakesNoMore() {
    // two weights of 1: half of their sum is exact
    double[] logits = {0, Double.NEGATIVE_INFINITY, 0};
    assertArrayEquals(
        new double[] {1, 0, 0}, Sampler.at(1).nucleus(0.5).probabilities(logits), ROUNDING);
  }

  @Test
  void theWholeShareKeepsAll() {
    assertArrayEquals(
        Sampler.at(1).probabilities(LOGITS),
        Sampler.at(1).nucleus(1).probabilities(LOGITS),
        ROUNDING);
  }

  @Test
  void theNucleusIsTakenAfterTheTemperature() {
    // at half the temperature the likeliest has 25 of 34
    assertArrayEquals(
        new double[] {0, 0, 1, 0}, Sampler.at(0.5).nucleus(0.7).probabilities(LOGITS), ROUNDING);
  }

  @Test
  void theNucleusIsTakenOfTheTop() {
    // the top two have 2/7 and 5/7, so 0.7 needs the likeliest alone
    assertArrayEquals(
        new double[] {0, 0, 1, 0}, new Sampler(1, 2, 0.7).probabilities(LOGITS), ROUNDING);
  }

  @Test
  void ofEqualsTheFirstComeIn() {
    double[] equal = new double[5];
    assertArrayEquals(
        new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0},
        Sampler.at(1).nucleus(0.5).probabilities(equal),
        ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 1e-8, 0.5, 0.9, 0.999999999999, 1})
  void extremeLogitsNeverGiveNaN(double share) {
    double[][] extremes = {
      {1e308, -1e308, 0},
      {Double.NEGATIVE_INFINITY, -700, -701},
      {Double.POSITIVE_INFINITY, 5, Double.NEGATIVE_INFINITY},
      {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0},
      {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE}
    };
    for (double temperature : new double[] {0, 1e-300, 1, Double.POSITIVE_INFINITY}) {
      for (double[] logits : extremes) {
        double[] p = Sampler.at(temperature).nucleus(share).probabilities(logits);
        assertEquals(1, Arrays.stream(p).sum(), ROUNDING, () -> Arrays.toString(logits));
      }
    }
  }

  @Test
  void whatIsOutsideTheNucleusIsNeverDrawn() {
    SplittableRandom random = new SplittableRandom(3);
    Sampler sampler = Sampler.at(1).nucleus(0.6);
    for (int i = 0; i < 2_000; i++) {
      int drawn = sampler.draw(LOGITS, random);
      assertTrue(drawn == 1 || drawn == 2, () -> "drew " + drawn);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
  void aShareOutOfRangeIsRefused(double share) {
    assertEquals(
        "the nucleus keeps a share above 0 and up to 1, not " + share,
        assertThrows(IllegalArgumentException.class, () -> Sampler.at(1).nucleus(share))
            .getMessage());
  }
}

package unroll.grade.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.house.Published;

/** Worked out by hand. */
class ItemAnalysisTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void difficultyIsTheShareThatPassed() {
    assertEquals(OptionalDouble.of(0.75), ItemAnalysis.difficulty(passed("1110")));
  }

  @Test
  void difficultyOfNobodyIsNone() {
    assertEquals(OptionalDouble.empty(), ItemAnalysis.difficulty(passed("")));
  }

  @Published("Henrysson 1963: the correlation with the rest, without the test itself")
  @Test
  void discriminationIsThePointBiserialCoefficient() {
    // m1 = (10 + 8 + 8 + 6) / 4 = 8, m0 = (6 + 6 + 4 + 4 + 2 + 2) / 6 = 4, p = 0.4;
    // mean 5.6, squares 100 + 3 * 36 + 2 * 64 + 2 * 16 + 2 * 4 = 376, variance 37.6 - 31.36 = 6.24;
    // r = 4 / sqrt(6.24) * sqrt(0.24) = 4 * sqrt(1 / 26)
    assertEquals(
        4 / Math.sqrt(26),
        ItemAnalysis.discrimination(passed("1111000000"), new int[] {10, 8, 8, 6, 6, 6, 4, 4, 2, 2})
            .orElseThrow(),
        ROUNDING);
  }

  @Test
  void testThatTheWeakPassHasNegativeDiscrimination() {
    // two groups of five, 0 and 1 points: r is -1
    assertEquals(
        -1,
        ItemAnalysis.discrimination(passed("0000011111"), new int[] {1, 1, 1, 1, 1, 0, 0, 0, 0, 0})
            .orElseThrow(),
        ROUNDING);
  }

  @Test
  void orderOfStudentsOfEqualPointsDoesNotMatter() {
    int[] rest = {3, 3, 3, 3, 3, 3, 5, 5, 5, 5};
    assertEquals(
        ItemAnalysis.discrimination(passed("1000000111"), rest).orElseThrow(),
        ItemAnalysis.discrimination(passed("0000011110"), rest).orElseThrow(),
        ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({
    "110000000, 'fewer than ten students'",
    "1111111111, 'all pass'",
    "0000000000, 'nobody passes'"
  })
  void discriminationIsNotToldWhereItMeansNothing(String passed, String why) {
    int[] rest = IntStream.range(0, passed.length()).toArray();
    assertEquals(OptionalDouble.empty(), ItemAnalysis.discrimination(passed(passed), rest), why);
  }

  @Test
  void discriminationIsNotToldWhereAllHaveTheSamePointsElsewhere() {
    assertEquals(
        OptionalDouble.empty(), ItemAnalysis.discrimination(passed("1111100000"), new int[10]));
  }

  @Test
  void pointsOfOtherStudentsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ItemAnalysis.discrimination(passed("10"), new int[] {1}));
  }

  @Published("Hyndman and Fan 1996, definition 1: the inverse of the empirical distribution")
  @ParameterizedTest
  @CsvSource({"0.5, 10", "0.95, 19", "0.951, 20", "1, 20", "0.05, 1", "0.01, 1"})
  void quantileIsTheNearestRank(double share, double value) {
    double[] oneToTwenty = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
    assertEquals(value, ItemAnalysis.quantile(oneToTwenty, share));
  }

  @Test
  void quantileOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ItemAnalysis.quantile(new double[0], 0.5));
  }

  private static boolean[] passed(String bits) {
    boolean[] passed = new boolean[bits.length()];
    IntStream.range(0, passed.length).forEach(i -> passed[i] = bits.charAt(i) == '1');
    return passed;
  }
}

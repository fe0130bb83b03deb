package unroll.grade.dashboard;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The statistics of classical test theory, for tests that earn all of their points or none.
 *
 * <p>Discrimination is the correlation of a test with the points of all other tests: the
 * point-biserial coefficient, corrected by leaving the test itself out of the total, which it would
 * otherwise correlate with for being a part of it (Henrysson 1963, Correction of item-total
 * correlations in item analysis, Psychometrika 28). Unlike Kelley's index of the upper and lower 27
 * % it needs no cut through students of equal points, who are many where an exercise has few.
 */
public final class ItemAnalysis {
  /** Under so many students a correlation says more about chance than about the test. */
  public static final int FEWEST = 10;

  private ItemAnalysis() {}

  /**
   * The share of students who passed a test; a hard test has a small one.
   *
   * @param passed one entry a student
   * @return 0 to 1; empty without students
   */
  public static OptionalDouble difficulty(boolean[] passed) {
    int count = 0;
    for (boolean each : passed) {
      count += each ? 1 : 0;
    }
    return passed.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) count / passed.length);
  }

  /**
   * How well a test tells strong answers from weak ones: {@code r = (m1 - m0) / s * sqrt(p (1 -
   * p))}, where m1 and m0 are the mean points in all other tests of those who passed and of those
   * who did not, s is the standard deviation of these points (divided by n) and p the share who
   * passed.
   *
   * @param passed one entry a student
   * @param rest the points of the same students in all other tests. Not modified.
   * @return -1 to 1; empty under {@link #FEWEST} students, and where all or none passed or all have
   *     the same points elsewhere, since then nothing can go along with anything
   * @throws IllegalArgumentException if the lengths differ; the message names both
   */
  public static OptionalDouble discrimination(boolean[] passed, int[] rest) {
    if (passed.length != rest.length) {
      throw new IllegalArgumentException(
          passed.length + " students took the test, but " + rest.length + " have points");
    }
    int n = passed.length;
    double share = difficulty(passed).orElse(0);
    double mean = Arrays.stream(rest).average().orElse(0);
    double variance = Arrays.stream(rest).mapToDouble(x -> (x - mean) * (x - mean)).sum() / n;
    if (n < FEWEST || share == 0 || share == 1 || !(variance > 0)) {
      return OptionalDouble.empty();
    }
    double ofPassed = 0;
    double ofOthers = 0;
    for (int i = 0; i < n; i++) {
      if (passed[i]) {
        ofPassed += rest[i];
      } else {
        ofOthers += rest[i];
      }
    }
    double difference = ofPassed / (share * n) - ofOthers / ((1 - share) * n);
    return OptionalDouble.of(difference / Math.sqrt(variance) * Math.sqrt(share * (1 - share)));
  }

  /**
   * The smallest value that at least a given share of the values does not exceed (the nearest rank:
   * Hyndman and Fan 1996, Sample quantiles in statistical packages, definition 1).
   *
   * @param sorted the values in ascending order, at least one. Not modified.
   * @param share over 0, at most 1: 0.5 for the median
   * @return one of the values
   * @throws IllegalArgumentException if there is no value or the share is out of range
   */
  public static double quantile(double[] sorted, double share) {
    if (sorted.length == 0 || !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "no quantile " + share + " of " + sorted.length + " values");
    }
    // the product of 0.95 and 20 is a little over 19
    int rank = (int) Math.ceil(share * sorted.length - 1e-9);
    return sorted[Math.max(1, rank) - 1];
  }
}

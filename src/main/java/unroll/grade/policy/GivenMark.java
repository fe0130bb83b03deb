package unroll.grade.policy;

/**
 * A mark that a person gave, in place of whatever the tests say now or after a regrade.
 *
 * @param points of the assignment
 * @param reason why; never empty
 */
public record GivenMark(double points, String reason) {
  /**
   * Checks that there is a reason.
   *
   * @param points 0 or more
   * @param reason why
   * @throws IllegalArgumentException if there is none, or the points are negative or not a number
   */
  public GivenMark {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a mark given by hand needs a reason");
    }
    if (!(points >= 0)) {
      throw new IllegalArgumentException("a mark is 0 points or more, not " + points);
    }
  }
}

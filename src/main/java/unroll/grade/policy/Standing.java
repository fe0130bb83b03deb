package unroll.grade.policy;

import java.util.List;

/**
 * Where a student stands.
 *
 * @param marks one for each assignment, in the order in which they were due
 * @param lateDaysLeft of the days that cost nothing
 */
public record Standing(List<Mark> marks, int lateDaysLeft) {
  /**
   * Copies the marks.
   *
   * @param marks one for each assignment
   * @param lateDaysLeft of the days that cost nothing
   */
  public Standing {
    marks = List.copyOf(marks);
  }

  /**
   * Adds up what is not dropped.
   *
   * @return points, to a hundredth
   */
  public double points() {
    return rounded(marks.stream().filter(mark -> !mark.dropped()).mapToDouble(Mark::points).sum());
  }

  /**
   * What full marks in all that is not dropped would give.
   *
   * @return points
   */
  public double possible() {
    return marks.stream()
        .filter(mark -> !mark.dropped())
        .mapToDouble(mark -> mark.assignment().points())
        .sum();
  }

  /** Points to a hundredth, halves upwards. */
  static double rounded(double points) {
    return Math.round(points * 100) / 100.0;
  }
}

package unroll.grade.policy;

import java.util.Optional;

/**
 * What an assignment is worth to a student, and why.
 *
 * @param assignment the assignment
 * @param points earned, to a hundredth of a point
 * @param attempt which attempt counts, from 1; empty if none does
 * @param daysLate of that attempt
 * @param lateDaysUsed of the days that cost nothing
 * @param dropped whether it is left out of the total
 * @param why one line for the student
 */
public record Mark(
    Assignment assignment,
    double points,
    Optional<Integer> attempt,
    int daysLate,
    int lateDaysUsed,
    boolean dropped,
    String why) {

  /**
   * The share of the assignment's points.
   *
   * @return 0 or more
   */
  public double share() {
    return points / assignment.points();
  }

  /** The same mark, left out of the total. */
  Mark drop() {
    return new Mark(assignment, points, attempt, daysLate, lateDaysUsed, true, why);
  }
}

package unroll.grade.policy;

import java.time.Instant;

/**
 * An exercise with what a course makes of it.
 *
 * @param exercise its name, for example {@code 02-elman}
 * @param title what students read
 * @param points what a full mark is worth, above 0
 * @param due when it is to be handed in: a hand-in at this very moment is in time
 */
public record Assignment(String exercise, String title, double points, Instant due) {
  /**
   * Checks the points.
   *
   * @param exercise its name
   * @param title what students read
   * @param points above 0
   * @param due when it is to be handed in
   * @throws IllegalArgumentException if the points are not a number above 0
   */
  public Assignment {
    if (!(points > 0) || Double.isInfinite(points)) {
      throw new IllegalArgumentException(
          exercise + " is worth " + points + " points; give a number above 0");
    }
  }
}

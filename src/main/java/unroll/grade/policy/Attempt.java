package unroll.grade.policy;

import java.time.Instant;

/**
 * One hand-in that could be marked. What could not be read is no attempt and costs none.
 *
 * @param at when it was handed in
 * @param share of the points that it earned before any policy: 0 to 1, more with a bonus
 */
public record Attempt(Instant at, double share) {
  /**
   * Checks the share.
   *
   * @param at when it was handed in
   * @param share 0 or more
   * @throws IllegalArgumentException if the share is negative or not a number
   */
  public Attempt {
    if (!(share >= 0)) {
      throw new IllegalArgumentException("an attempt earns a share of 0 or more, not " + share);
    }
  }
}

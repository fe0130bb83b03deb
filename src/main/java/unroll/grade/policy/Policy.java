package unroll.grade.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * What a course does about late and repeated hand-ins.
 *
 * @param grace so long after the due time a hand-in still is in time; longer, and the days count
 *     from the due time
 * @param lateDays days late that each student may have in the whole term at no cost
 * @param penalty the share of an assignment's points that each late day costs beyond those, 0 to 1
 * @param latest so long after the due time nothing is taken any more
 * @param attempts how many hand-ins count, the first ones; 0 for any number
 * @param counting which of them counts
 * @param dropLowest how many assignments are left out of the total, those of the lowest share
 */
public record Policy(
    Duration grace,
    int lateDays,
    double penalty,
    Duration latest,
    int attempts,
    Counting counting,
    int dropLowest) {

  private static final Duration DAY = Duration.ofDays(1);

  /** Which attempt counts. */
  public enum Counting {
    /** The one that is worth most when lateness has been paid for. */
    BEST,
    /** The last one that is taken. */
    LAST
  }

  /**
   * Checks the numbers.
   *
   * @param grace 0 or more
   * @param lateDays 0 or more
   * @param penalty 0 to 1
   * @param latest 0 or more
   * @param attempts 0 or more
   * @param counting which attempt counts
   * @param dropLowest 0 or more
   * @throws IllegalArgumentException if one is out of range
   */
  public Policy {
    if (grace.isNegative() || latest.isNegative()) {
      throw new IllegalArgumentException("grace and latest are times after the due time");
    }
    if (!(penalty >= 0 && penalty <= 1)) {
      throw new IllegalArgumentException(
          "a late day costs 0 to 1 of the points (0 % to 100 %), not " + penalty);
    }
    if (lateDays < 0 || attempts < 0 || dropLowest < 0) {
      throw new IllegalArgumentException("late days, attempts and dropped ones are 0 or more");
    }
  }

  /**
   * The plainest policy: nothing late is taken, any number of attempts, the best one counts.
   *
   * @return a policy
   */
  public static Policy plain() {
    return new Policy(Duration.ZERO, 0, 0, Duration.ZERO, 0, Counting.BEST, 0);
  }

  /**
   * Whether a hand-in is taken at all.
   *
   * @param due with any extension added
   * @param at when it was handed in
   * @return false if it came too late for any penalty
   */
  public boolean takes(Instant due, Instant at) {
    Duration after = Duration.between(due, at);
    return after.compareTo(grace) <= 0 || after.compareTo(latest) <= 0;
  }

  /**
   * Counts late days: each day begun after the due time is one.
   *
   * @param due with any extension added
   * @param at when it was handed in
   * @return 0 if it came in time, grace included
   */
  public int daysLate(Instant due, Instant at) {
    Duration after = Duration.between(due, at);
    if (after.compareTo(grace) <= 0) {
      return 0;
    }
    long days = after.toDays();
    return Math.toIntExact(after.equals(DAY.multipliedBy(days)) ? days : days + 1);
  }
}

package unroll.train;

/** How the learning rate changes over a run: its job is one factor a step. */
@FunctionalInterface
public interface Schedule {
  /** The same rate all along. */
  Schedule CONSTANT = (step, total) -> 1;

  /**
   * Computes the factor on the learning rate.
   *
   * @param step the step to come, from 1
   * @param total steps of the run
   * @return at least 0; 1 leaves the rate as it is
   */
  double factor(long step, long total);

  /**
   * Keeps the rate, then lowers it in a straight line: factor 1 until {@code from} of the run, then
   * down to {@code last} at its end.
   *
   * @param from the part of the run before the decay, 0 to below 1
   * @param last the factor of the last step, 0 to 1
   * @return the schedule
   * @throws IllegalArgumentException if a setting is out of range
   */
  static Schedule linear(double from, double last) {
    if (!(from >= 0 && from < 1 && last >= 0 && last <= 1)) {
      throw new IllegalArgumentException(
          "a decay begins at 0 to below 1 and ends at a factor of 0 to 1, not "
              + from
              + " and "
              + last);
    }
    return (step, total) -> {
      double done = total <= 1 ? 0 : (step - 1) / (double) (total - 1);
      double decayed = Math.max(0, done - from) / (1 - from);
      return 1 - (1 - last) * decayed;
    };
  }

  /**
   * Lowers the rate along half a cosine (Loshchilov and Hutter 2017, equation 5, one period) from
   * factor 1 to {@code last}.
   *
   * @param last the factor of the last step, 0 to 1
   * @return the schedule
   * @throws IllegalArgumentException if the factor is out of range
   */
  static Schedule cosine(double last) {
    if (!(last >= 0 && last <= 1)) {
      throw new IllegalArgumentException("a decay ends at a factor of 0 to 1, not " + last);
    }
    return (step, total) -> {
      double done = total <= 1 ? 0 : (step - 1) / (double) (total - 1);
      return last + (1 - last) * (1 + Math.cos(Math.PI * done)) / 2;
    };
  }

  /**
   * Lowers the rate at once every so many steps, and keeps it between.
   *
   * @param every how many steps it is kept, at least 1
   * @param times the factor each time, above 0, at most 1
   * @return the schedule
   * @throws IllegalArgumentException if a setting is out of range
   */
  static Schedule stepped(long every, double times) {
    if (!(every >= 1 && times > 0 && times <= 1)) {
      throw new IllegalArgumentException(
          "a stepped decay needs a step count of 1 or more and a factor of above 0 to 1, not "
              + every
              + " and "
              + times);
    }
    return (step, total) -> Math.pow(times, (step - 1) / every);
  }

  /**
   * Lowers the rate by the same factor every step: {@code times} to the power of the steps made.
   *
   * @param times the factor of a step, above 0, at most 1
   * @return the schedule
   * @throws IllegalArgumentException if the factor is out of range
   */
  static Schedule exponential(double times) {
    return stepped(1, times);
  }

  /**
   * Puts a warm-up before this schedule (Goyal et al. 2017, section 2.2): the factor rises in a
   * straight line from {@code 1 / steps} of the first factor to all of it at step {@code steps};
   * the steps that are left are scheduled as a run of their own.
   *
   * @param steps of the warm-up, at least 0
   * @return a new schedule
   * @throws IllegalArgumentException if the steps are negative
   */
  default Schedule warmedUp(long steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("a warm-up takes 0 steps or more, not " + steps);
    }
    return (step, total) ->
        step > steps
            ? factor(step - steps, total - steps)
            : factor(1, Math.max(1, total - steps)) * step / steps;
  }

  /**
   * Requires a usable learning rate.
   *
   * @param rate to be checked
   * @return the rate
   * @throws IllegalArgumentException if it is negative or not finite
   */
  static double checked(double rate) {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "a learning rate is a finite number of 0 or above, not " + rate);
    }
    return rate;
  }
}

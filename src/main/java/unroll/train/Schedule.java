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

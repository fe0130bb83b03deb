package unroll.train;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run of training gave: how it ended, and the loss of every step.
 *
 * @param ending why it stopped
 * @param curve one point a step, in order
 * @param step the last step made
 * @param total steps that were asked for
 */
public record Training(Ending ending, List<Point> curve, long step, long total) {
  /** Why training stopped. */
  public enum Ending {
    /** All steps were made. */
    FINISHED,
    /** The validation no longer got better; the best parameters are kept. */
    STOPPED_EARLY,
    /** The thread was interrupted; what was trained until then is kept. */
    INTERRUPTED
  }

  /**
   * One point of the loss curve.
   *
   * @param step from 1
   * @param loss of the step
   * @param validation measured after the step, if one was due
   */
  public record Point(long step, double loss, OptionalDouble validation) {}

  /**
   * Returns the last loss.
   *
   * @return NaN if no step was made
   */
  public double lastLoss() {
    return curve.isEmpty() ? Double.NaN : curve.get(curve.size() - 1).loss();
  }

  /**
   * Returns the last validation.
   *
   * @return empty if none was made
   */
  public OptionalDouble lastValidation() {
    for (int i = curve.size() - 1; i >= 0; i--) {
      if (curve.get(i).validation().isPresent()) {
        return curve.get(i).validation();
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * Returns the point of the lowest validation.
   *
   * @return the first of equals; empty if no validation was a number
   */
  public Optional<Point> best() {
    return curve.stream()
        .filter(point -> !Double.isNaN(point.validation().orElse(Double.NaN)))
        .min(Comparator.comparingDouble(point -> point.validation().getAsDouble()));
  }

  /** Says in one line how training ended. */
  @Override
  public String toString() {
    String end =
        switch (ending) {
          case FINISHED -> "finished " + total + " steps";
          case STOPPED_EARLY -> "stopped early after step " + step + " of " + total + bestSoFar();
          case INTERRUPTED ->
              "interrupted after step " + step + " of " + total + "; what was trained is kept";
        };
    return curve.isEmpty()
        ? end
        : String.format(Locale.ROOT, "%s; last loss %.4f", end, lastLoss());
  }

  private String bestSoFar() {
    return best()
        .map(
            point ->
                String.format(
                    Locale.ROOT,
                    "; the validation was best at step %d, %.4f, and these weights are kept",
                    point.step(),
                    point.validation().getAsDouble()))
        .orElse("");
  }
}

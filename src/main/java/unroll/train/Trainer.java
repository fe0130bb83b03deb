package unroll.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Repeats the four lines of learning: compute the loss, walk back, clip, update.
 *
 * <p>A loss or gradient that is not finite stops it with {@link NotFiniteException}, and the
 * weights and the optimiser are put back to the last state that gave a finite loss. An interrupt of
 * the thread stops it after the running step.
 *
 * <p>A trainer is immutable: {@link #clipping} and its like return a changed copy.
 *
 * @param optimizer updates the parameters
 * @param clipNorm the longest gradient allowed; infinite for no clipping
 * @param schedule of the learning rate that the optimiser has when a run starts
 * @param validation measured every so often
 * @param listener told after every step
 */
public record Trainer(
    Optimizer optimizer,
    double clipNorm,
    Schedule schedule,
    Validation validation,
    Consumer<Progress> listener) {

  /** From this many steps on the smoothed loss is a running mean instead of a plain one. */
  private static final int SMOOTHING_STEPS = 50;

  /**
   * A measurement on held-out data.
   *
   * @param every after how many steps; the last step always has one; 0 for never
   * @param measure computes it
   */
  public record Validation(long every, DoubleSupplier measure) {
    /** No validation. */
    public static final Validation NONE = new Validation(0, () -> Double.NaN);

    boolean due(long step, long total) {
      return every > 0 && (step % every == 0 || step == total);
    }
  }

  /**
   * Makes a trainer that does not clip, keeps the rate, validates nothing and tells nobody.
   *
   * @param optimizer updates the parameters
   * @return a new trainer
   */
  public static Trainer of(Optimizer optimizer) {
    return new Trainer(
        optimizer, Double.POSITIVE_INFINITY, Schedule.CONSTANT, Validation.NONE, progress -> {});
  }

  /**
   * Clips the gradients of every step.
   *
   * @param norm the longest allowed, above 0
   * @return a changed copy
   */
  public Trainer clipping(double norm) {
    return new Trainer(optimizer, norm, schedule, validation, listener);
  }

  /**
   * Changes the learning rate over the run.
   *
   * @param other the schedule
   * @return a changed copy
   */
  public Trainer scheduled(Schedule other) {
    return new Trainer(optimizer, clipNorm, other, validation, listener);
  }

  /**
   * Measures on held-out data now and then, and after the last step.
   *
   * @param every after how many steps, at least 1
   * @param measure computes the number to report
   * @return a changed copy
   */
  public Trainer validating(long every, DoubleSupplier measure) {
    return new Trainer(optimizer, clipNorm, schedule, new Validation(every, measure), listener);
  }

  /**
   * Tells somebody after every step, besides those already told.
   *
   * @param other called in the training thread after the update
   * @return a changed copy
   */
  public Trainer listening(Consumer<Progress> other) {
    return new Trainer(optimizer, clipNorm, schedule, validation, listener.andThen(other));
  }

  /**
   * Where a run stands when it starts.
   *
   * @param step steps already made
   * @param smoothedLoss of those steps
   */
  public record Start(long step, double smoothedLoss) {
    /** Before the first step. */
    public static final Start FRESH = new Start(0, 0);
  }

  /**
   * Trains from the beginning.
   *
   * @param steps how many updates to make, at least 0
   * @param loss computes the loss of the next step, 1 x 1, on the tape it is given; the tape is
   *     cleared before each call
   * @return the loss curve and how it ended
   * @throws NotFiniteException if a loss or gradient is NaN or infinite
   */
  public Training fit(long steps, Function<Tape, Value> loss) {
    return fit(Start.FRESH, steps, loss);
  }

  /**
   * Trains from where an earlier run stopped.
   *
   * <p>If the thread is interrupted, the running step is completed and its listeners are told, then
   * training returns {@link Training.Ending#INTERRUPTED}. The interrupt is used up: the flag is
   * cleared, so that what comes next (saving, sampling) is not disturbed.
   *
   * @param start where the run stands
   * @param total steps of the whole run, those already made included
   * @param loss computes the loss of the next step
   * @return the loss curve from the start on, and how it ended
   * @throws NotFiniteException if a loss or gradient is NaN or infinite
   */
  public Training fit(Start start, long total, Function<Tape, Value> loss) {
    List<Training.Point> curve = new ArrayList<>();
    LastGood lastGood = new LastGood(optimizer);
    Pace pace = new Pace();
    Tape tape = new Tape();
    double rate = optimizer.rate();
    double smoothed = start.smoothedLoss();
    try {
      for (long step = start.step() + 1; step <= total; step++) {
        if (Thread.interrupted()) {
          return new Training(Training.Ending.INTERRUPTED, curve, step - 1, total);
        }
        optimizer.rate(rate * schedule.factor(step, total));
        tape.clear();
        Value value = loss.apply(tape);
        double now = value.scalar();
        lastGood.require(Double.isFinite(now), step, () -> "the loss is " + now);
        value.backward();
        double norm = Clip.byNorm(optimizer.parameters(), clipNorm);
        lastGood.require(Double.isFinite(norm), step, () -> brokenGradient(optimizer.parameters()));
        lastGood.remember();
        double used = optimizer.rate();
        optimizer.step();
        smoothed += (now - smoothed) / Math.min(step, SMOOTHING_STEPS);
        OptionalDouble held =
            validation.due(step, total)
                ? OptionalDouble.of(validation.measure().getAsDouble())
                : OptionalDouble.empty();
        curve.add(new Training.Point(step, now, held));
        double seconds = pace.afterStep();
        listener.accept(
            new Progress(
                step,
                total,
                now,
                smoothed,
                norm,
                used,
                held,
                seconds * (total - step),
                1 / seconds));
      }
      return new Training(Training.Ending.FINISHED, curve, Math.max(total, start.step()), total);
    } finally {
      optimizer.rate(rate);
    }
  }

  private static String brokenGradient(List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      String place = firstNotFinite(parameter.gradient());
      if (!place.isEmpty()) {
        return "the gradient of " + parameter + " is " + place;
      }
    }
    return "the gradient is too long to be measured";
  }

  /** The first number that is NaN or infinite and its place, or nothing. */
  static String firstNotFinite(Matrix matrix) {
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.columns(); c++) {
        if (!Double.isFinite(matrix.get(r, c))) {
          return matrix.get(r, c) + " at row " + r + ", column " + c;
        }
      }
    }
    return "";
  }

  /** Seconds a step, over the latest steps. */
  private static final class Pace {
    private static final int STEPS = 20;
    private long before = System.nanoTime();
    private double seconds;
    private long count;

    double afterStep() {
      long now = System.nanoTime();
      count++;
      seconds += ((now - before) * 1e-9 - seconds) / Math.min(count, STEPS);
      before = now;
      return Math.max(seconds, 1e-9);
    }
  }
}

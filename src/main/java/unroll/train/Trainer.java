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
 * @param clipValue the largest number allowed in a gradient, above and below zero; infinite for no
 *     clipping; comes before the norm is clipped
 * @param schedule of the learning rate that the optimiser has when a run starts
 * @param validation measured every so often
 * @param patience how many validations in a row may be no better than the best before training
 *     stops; {@link #NEVER} for no early stopping
 * @param listener told after every step
 */
public record Trainer(
    Optimizer optimizer,
    double clipNorm,
    double clipValue,
    Schedule schedule,
    Validation validation,
    int patience,
    Consumer<Progress> listener) {

  /** The patience that does not end. */
  public static final int NEVER = Integer.MAX_VALUE;

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
        optimizer,
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Schedule.CONSTANT,
        Validation.NONE,
        NEVER,
        progress -> {});
  }

  /**
   * Clips the gradients of every step.
   *
   * @param norm the longest allowed, above 0
   * @return a changed copy
   */
  public Trainer clipping(double norm) {
    return new Trainer(optimizer, norm, clipValue, schedule, validation, patience, listener);
  }

  /**
   * Cuts off every number of the gradients, each by itself.
   *
   * @param value the largest allowed, above 0
   * @return a changed copy
   */
  public Trainer clippingValues(double value) {
    return new Trainer(optimizer, clipNorm, value, schedule, validation, patience, listener);
  }

  /**
   * Stops when the validation no longer gets lower, and keeps the best parameters: a run that
   * finishes or stops early ends with those of its lowest validation. An interrupted run keeps the
   * latest, so that it can go on (with its patience fresh). What the optimiser remembers is the
   * latest in any case.
   *
   * @param validations how many in a row may be no better than the best, at least 1
   * @return a changed copy
   * @throws IllegalArgumentException if there is no validation, or the patience is below 1
   */
  public Trainer stoppingEarly(int validations) {
    if (validation.every() == 0) {
      throw new IllegalArgumentException(
          "early stopping needs something to measure: call validating(...) first");
    }
    if (validations < 1) {
      throw new IllegalArgumentException(
          "early stopping waits for 1 validation or more, not " + validations);
    }
    return new Trainer(optimizer, clipNorm, clipValue, schedule, validation, validations, listener);
  }

  /**
   * Changes the learning rate over the run.
   *
   * @param other the schedule
   * @return a changed copy
   */
  public Trainer scheduled(Schedule other) {
    return new Trainer(optimizer, clipNorm, clipValue, other, validation, patience, listener);
  }

  /**
   * Measures on held-out data now and then, and after the last step.
   *
   * @param every after how many steps, at least 1
   * @param measure computes the number to report
   * @return a changed copy
   */
  public Trainer validating(long every, DoubleSupplier measure) {
    return new Trainer(
        optimizer,
        clipNorm,
        clipValue,
        schedule,
        new Validation(every, measure),
        patience,
        listener);
  }

  /**
   * Tells somebody after every step, besides those already told.
   *
   * @param other called in the training thread after the update
   * @return a changed copy
   */
  public Trainer listening(Consumer<Progress> other) {
    return new Trainer(
        optimizer, clipNorm, clipValue, schedule, validation, patience, listener.andThen(other));
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
    BestParameters best = new BestParameters(optimizer.parameters(), patience);
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
        double norm = clipped();
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
        held.ifPresent(best::consider);
        if (best.impatient()) {
          best.putBack();
          return new Training(Training.Ending.STOPPED_EARLY, curve, step, total);
        }
      }
      best.putBack();
      return new Training(Training.Ending.FINISHED, curve, Math.max(total, start.step()), total);
    } finally {
      optimizer.rate(rate);
    }
  }

  /** Clips the gradients, unless they are not finite, and returns their norm before. */
  private double clipped() {
    List<Parameter> parameters = optimizer.parameters();
    if (clipValue == Double.POSITIVE_INFINITY) {
      return Clip.byNorm(parameters, clipNorm);
    }
    double norm = Clip.norm(parameters);
    if (Double.isFinite(norm)) {
      Clip.byValue(parameters, clipValue);
      Clip.byNorm(parameters, clipNorm);
    }
    return norm;
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

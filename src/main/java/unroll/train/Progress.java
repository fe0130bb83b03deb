package unroll.train;

import java.util.OptionalDouble;

/**
 * What a trainer tells after a step.
 *
 * @param step the step just made, from 1
 * @param total steps of the whole run
 * @param loss of this step, in the unit of the loss function (nats per character for text)
 * @param smoothedLoss the mean of the losses so far, or a running mean over about fifty steps
 * @param gradientNorm of all gradients together, before clipping
 * @param rate the learning rate of this step
 * @param validation the validation measured after this step, if one was due
 * @param secondsLeft estimated from the latest steps
 * @param stepsPerSecond of the latest steps
 */
public record Progress(
    long step,
    long total,
    double loss,
    double smoothedLoss,
    double gradientNorm,
    double rate,
    OptionalDouble validation,
    double secondsLeft,
    double stepsPerSecond) {

  /**
   * Says whether this was the last step.
   *
   * @return whether the run is complete
   */
  public boolean last() {
    return step == total;
  }
}

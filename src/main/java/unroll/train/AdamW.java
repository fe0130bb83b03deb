package unroll.train;

import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * {@link Adam} with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2):
 *
 * <pre>
 *   w = w - rate decay w                 every weight shrinks by the same part
 *   w = w - (Adam's step)                which has not seen the decay
 * </pre>
 *
 * <p>Were the decay added to the gradient instead, Adam would divide it by the size of the
 * gradient, and weights with large gradients would hardly shrink. As in PyTorch the decay is
 * multiplied by the rate, schedule included; the paper multiplies it by the schedule alone.
 */
public final class AdamW implements Optimizer {
  private final Adam adam;
  private final double decay;

  /**
   * Makes an optimiser.
   *
   * @param adam makes the other part of each step, and holds the rate and the memory
   * @param decay the part of a weight that a step at rate 1 takes away, at least 0
   * @throws IllegalArgumentException if the decay is negative, NaN or infinite
   */
  public AdamW(Adam adam, double decay) {
    if (!(decay >= 0) || Double.isInfinite(decay)) {
      throw new IllegalArgumentException(
          "a weight decay is a finite number of 0 or above, not " + decay);
    }
    this.adam = adam;
    this.decay = decay;
  }

  /**
   * Makes an optimiser with Adam's usual settings.
   *
   * @param parameters updated by every step, biases too
   * @param rate the learning rate, at least 0
   * @param decay the part of a weight that a step at rate 1 takes away, at least 0; 0.01 is usual
   * @return a new optimiser
   * @throws IllegalArgumentException if a setting is out of range
   */
  public static AdamW of(List<Parameter> parameters, double rate, double decay) {
    return new AdamW(Adam.of(parameters, rate), decay);
  }

  @Override
  public void step() {
    for (Parameter parameter : adam.parameters()) {
      parameter.matrix().kernels().scale(parameter.matrix(), 1 - adam.rate() * decay);
    }
    adam.step();
  }

  @Override
  public List<Parameter> parameters() {
    return adam.parameters();
  }

  @Override
  public double rate() {
    return adam.rate();
  }

  @Override
  public void rate(double rate) {
    adam.rate(rate);
  }

  @Override
  public long steps() {
    return adam.steps();
  }

  @Override
  public void steps(long steps) {
    adam.steps(steps);
  }

  @Override
  public Map<String, Matrix> memory() {
    return adam.memory();
  }
}

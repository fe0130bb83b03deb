package unroll.train;

import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * Divides each gradient by its recent size (Tieleman and Hinton 2012, lecture 6e):
 *
 * <pre>
 *   s = decay s + (1 - decay) g^2        running mean of the squares
 *   w = w - rate g / (sqrt(s) + epsilon)
 * </pre>
 *
 * <p>This is {@link Adam} without its mean of gradients and without bias corrections, and is
 * computed so. As s starts at zero, the first steps are up to {@code 1 / sqrt(1 - decay)} times the
 * rate.
 */
public final class RmsProp implements Optimizer {
  private static final double DECAY = 0.99;
  private static final double EPSILON = 1e-8;

  private final List<Parameter> parameters;
  private final MeanSquares squares;
  private final double decay;
  private final double epsilon;
  private double rate;
  private long steps;

  /**
   * Makes an optimiser.
   *
   * @param parameters updated by every step
   * @param rate the learning rate, at least 0
   * @param decay of the squares, 0 to below 1
   * @param epsilon keeps the division finite, above 0
   * @throws IllegalArgumentException if a setting is out of range
   */
  public RmsProp(List<Parameter> parameters, double rate, double decay, double epsilon) {
    if (!(decay >= 0 && decay < 1 && epsilon > 0)) {
      throw new IllegalArgumentException(
          "RMSProp needs a decay of 0 to below 1 and epsilon above 0, not "
              + decay
              + ", "
              + epsilon);
    }
    this.parameters = List.copyOf(parameters);
    this.squares = new MeanSquares(this.parameters);
    this.decay = decay;
    this.epsilon = epsilon;
    rate(rate);
  }

  /**
   * Makes an optimiser with decay 0.99 and epsilon 1e-8, as PyTorch does; the lecture names 0.9.
   *
   * @param parameters updated by every step
   * @param rate the learning rate, at least 0
   * @return a new optimiser
   */
  public static RmsProp of(List<Parameter> parameters, double rate) {
    return new RmsProp(parameters, rate, DECAY, EPSILON);
  }

  @Override
  public void step() {
    steps++;
    squares.step(rate, decay, epsilon);
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public double rate() {
    return rate;
  }

  @Override
  public void rate(double rate) {
    this.rate = Schedule.checked(rate);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public void steps(long steps) {
    this.steps = steps;
  }

  @Override
  public Map<String, Matrix> memory() {
    return squares.named("rmsprop.s.");
  }
}

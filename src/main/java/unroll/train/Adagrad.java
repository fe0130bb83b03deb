package unroll.train;

import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * Divides each gradient by the size of all gradients so far (Duchi, Hazan and Singer 2011, their
 * diagonal form):
 *
 * <pre>
 *   s = s + g^2                          sum of the squares
 *   w = w - rate g / (sqrt(s) + epsilon)
 * </pre>
 *
 * <p>A number whose gradient is rarely other than zero keeps large steps; all steps shrink as the
 * run goes on. What is kept is not the sum but the mean of the squares, {@code s / t} after t
 * steps: so {@link RmsProp} differs only in that its mean forgets.
 */
public final class Adagrad implements Optimizer {
  private static final double EPSILON = 1e-10;

  private final List<Parameter> parameters;
  private final MeanSquares squares;
  private final double epsilon;
  private double rate;
  private long steps;

  /**
   * Makes an optimiser.
   *
   * @param parameters updated by every step
   * @param rate the learning rate, at least 0
   * @param epsilon keeps the division finite, above 0
   * @throws IllegalArgumentException if a setting is out of range
   */
  public Adagrad(List<Parameter> parameters, double rate, double epsilon) {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("Adagrad needs epsilon above 0, not " + epsilon);
    }
    this.parameters = List.copyOf(parameters);
    this.squares = new MeanSquares(this.parameters);
    this.epsilon = epsilon;
    rate(rate);
  }

  /**
   * Makes an optimiser with epsilon 1e-10.
   *
   * @param parameters updated by every step
   * @param rate the learning rate, at least 0; 0.01 to 0.1 is usual
   * @return a new optimiser
   */
  public static Adagrad of(List<Parameter> parameters, double rate) {
    return new Adagrad(parameters, rate, EPSILON);
  }

  @Override
  public void step() {
    steps++;
    // sqrt(s) = sqrt(t) sqrt(mean), and the mean takes in 1/t of each new square
    double root = Math.sqrt(steps);
    double keep = 1 - 1.0 / steps;
    squares.step(rate / root, keep, epsilon / root);
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
    return squares.named("adagrad.s.");
  }
}

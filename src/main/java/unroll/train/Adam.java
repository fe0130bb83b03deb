package unroll.train;

import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * Adaptive moment estimation (Kingma and Ba 2015, algorithm 1):
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g          mean of the gradients
 *   v = beta2 v + (1 - beta2) g^2        mean of their squares
 *   w = w - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>The bias corrections make up for m and v starting at zero. They are folded into the step size
 * and epsilon (their section 2), which gives the same numbers up to rounding. Every number moves by
 * about the rate a step, whatever the size of its gradient.
 */
public final class Adam implements Optimizer {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<Parameter> parameters;
  private final PerParameter means;
  private final PerParameter squares;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private double rate;
  private long steps;

  /**
   * Makes an optimiser.
   *
   * @param parameters updated by every step
   * @param rate the learning rate, at least 0
   * @param beta1 decay of the mean, 0 to below 1
   * @param beta2 decay of the squares, 0 to below 1
   * @param epsilon keeps the division finite, above 0
   * @throws IllegalArgumentException if a setting is out of range
   */
  public Adam(List<Parameter> parameters, double rate, double beta1, double beta2, double epsilon) {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
      throw new IllegalArgumentException(
          "Adam needs betas of 0 to below 1 and epsilon above 0, not "
              + beta1
              + ", "
              + beta2
              + ", "
              + epsilon);
    }
    this.parameters = List.copyOf(parameters);
    this.means = new PerParameter(this.parameters);
    this.squares = new PerParameter(this.parameters);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    rate(rate);
  }

  /**
   * Makes an optimiser with the paper's settings: beta1 0.9, beta2 0.999, epsilon 1e-8.
   *
   * @param parameters updated by every step
   * @param rate the learning rate, at least 0; 1e-3 to 1e-2 suits the networks of this course
   * @return a new optimiser
   */
  public static Adam of(List<Parameter> parameters, double rate) {
    return new Adam(parameters, rate, BETA1, BETA2, EPSILON);
  }

  @Override
  public void step() {
    steps++;
    double correction1 = 1 - Math.pow(beta1, steps);
    double correction2 = Math.sqrt(1 - Math.pow(beta2, steps));
    double step = rate * correction2 / correction1;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Matrix weights = parameter.matrix();
      weights
          .kernels()
          .adam(
              weights,
              parameter.gradient(),
              means.get(i),
              squares.get(i),
              step,
              beta1,
              beta2,
              epsilon * correction2);
      parameter.zeroGradient();
    }
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
    Map<String, Matrix> memory = means.named("adam.m.");
    memory.putAll(squares.named("adam.v."));
    return memory;
  }
}

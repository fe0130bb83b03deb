package unroll.train;

import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/** Gradient descent, the plain kind: {@code w = w - rate g}. */
public final class GradientDescent implements Optimizer {
  private final List<Parameter> parameters;
  private double rate;
  private long steps;

  private GradientDescent(List<Parameter> parameters, double rate) {
    this.parameters = List.copyOf(parameters);
    rate(rate);
  }

  /**
   * Makes an optimiser.
   *
   * @param parameters updated by every step
   * @param rate the learning rate, at least 0
   * @return a new optimiser
   */
  public static GradientDescent of(List<Parameter> parameters, double rate) {
    return new GradientDescent(parameters, rate);
  }

  @Override
  public void step() {
    steps++;
    for (Parameter parameter : parameters) {
      Matrix weights = parameter.matrix();
      weights.kernels().addScaled(-rate, parameter.gradient(), weights);
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
    return Map.of();
  }
}

package unroll.train;

import java.util.List;
import java.util.Map;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * Gradient descent with momentum (Polyak 1964; Sutskever, Martens, Dahl and Hinton 2013):
 *
 * <pre>
 *   v = momentum v + g                   a sum of gradients, older ones counting less
 *   w = w - rate v                       plain
 *   w = w - rate (g + momentum v)        Nesterov's: looks one step ahead
 * </pre>
 *
 * <p>Under a gradient that stays, a step grows to {@code rate / (1 - momentum)} times it. Sutskever
 * et al. keep {@code rate v} in place of v; that is the same as long as the rate is. Their section
 * 2 tells Nesterov's step at the point looked ahead to, here it is told at the weights, as PyTorch
 * does.
 */
public final class Momentum implements Optimizer {
  private final List<Parameter> parameters;
  private final PerParameter velocities;
  private final double momentum;
  private final boolean nesterov;
  private double rate;
  private long steps;

  private Momentum(List<Parameter> parameters, double rate, double momentum, boolean nesterov) {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("a momentum is 0 to below 1, not " + momentum);
    }
    this.parameters = List.copyOf(parameters);
    this.velocities = new PerParameter(this.parameters);
    this.momentum = momentum;
    this.nesterov = nesterov;
    rate(rate);
  }

  /**
   * Makes an optimiser with plain momentum.
   *
   * @param parameters updated by every step
   * @param rate the learning rate, at least 0
   * @param momentum what is kept of the step before, 0 to below 1; 0.9 is usual
   * @return a new optimiser
   * @throws IllegalArgumentException if a setting is out of range
   */
  public static Momentum of(List<Parameter> parameters, double rate, double momentum) {
    return new Momentum(parameters, rate, momentum, false);
  }

  /**
   * Makes an optimiser with Nesterov's momentum.
   *
   * @param parameters updated by every step
   * @param rate the learning rate, at least 0
   * @param momentum what is kept of the step before, 0 to below 1; 0.9 is usual
   * @return a new optimiser
   * @throws IllegalArgumentException if a setting is out of range
   */
  public static Momentum nesterov(List<Parameter> parameters, double rate, double momentum) {
    return new Momentum(parameters, rate, momentum, true);
  }

  @Override
  public void step() {
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Matrix weights = parameter.matrix();
      Kernels kernels = weights.kernels();
      Matrix velocity = velocities.get(i);
      kernels.scale(velocity, momentum);
      kernels.addScaled(1, parameter.gradient(), velocity);
      if (nesterov) {
        kernels.addScaled(-rate, parameter.gradient(), weights);
      }
      kernels.addScaled(nesterov ? -rate * momentum : -rate, velocity, weights);
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
    return velocities.named("momentum.v.");
  }
}

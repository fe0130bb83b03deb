package e07_training;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Adam, clipping, and the step that joins them: three tasks, to be checked with {@code unroll check
 * 07-training}.
 *
 * <p>A {@link DMatrixRMaj} of any shape is also a list of numbers: {@code m.getNumElements()} of
 * them, read by {@code m.get(i)} and written by {@code m.set(i, value)}; {@code m.zero()} sets all
 * to zero.
 */
public class Optimiser implements Training {
  @Override
  public void adam(Parameter parameter, int t, Settings settings) {
    // BEGIN SOLUTION 1
    double beta1 = settings.beta1();
    double beta2 = settings.beta2();
    for (int i = 0; i < parameter.w().getNumElements(); i++) {
      double g = parameter.g().get(i);
      double m = beta1 * parameter.m().get(i) + (1 - beta1) * g;
      double v = beta2 * parameter.v().get(i) + (1 - beta2) * g * g;
      double mean = m / (1 - Math.pow(beta1, t));
      double square = v / (1 - Math.pow(beta2, t));
      parameter.m().set(i, m);
      parameter.v().set(i, v);
      double step = settings.rate() * mean / (Math.sqrt(square) + settings.epsilon());
      parameter.w().set(i, parameter.w().get(i) - step);
    }
    // END SOLUTION 1
  }

  @Override
  public double clip(List<Parameter> parameters, double limit) {
    // BEGIN SOLUTION 2
    double squares = 0;
    for (Parameter parameter : parameters) {
      for (int i = 0; i < parameter.g().getNumElements(); i++) {
        squares += parameter.g().get(i) * parameter.g().get(i);
      }
    }
    double norm = Math.sqrt(squares);
    if (norm > limit) {
      for (Parameter parameter : parameters) {
        for (int i = 0; i < parameter.g().getNumElements(); i++) {
          parameter.g().set(i, parameter.g().get(i) * limit / norm);
        }
      }
    }
    return norm;
    // END SOLUTION 2
  }

  @Override
  public double step(List<Parameter> parameters, int t, double limit, Settings settings) {
    // BEGIN SOLUTION 3
    double norm = clip(parameters, limit);
    for (Parameter parameter : parameters) {
      adam(parameter, t, settings);
      parameter.g().zero();
    }
    return norm;
    // END SOLUTION 3
  }
}

package e07_training;

import java.util.List;

/** Sets the gradients to zero before they are used. */
// Breaks task 3, and the message names: before they are used
public class ClearsTooEarly extends Optimiser {
  @Override
  public double step(List<Parameter> parameters, int t, double limit, Settings settings) {
    double norm = clip(parameters, limit);
    for (Parameter parameter : parameters) {
      parameter.g().zero();
      adam(parameter, t, settings);
    }
    return norm;
  }
}

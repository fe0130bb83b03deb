package e07_training;

import java.util.List;

/** Leaves the gradients as they are: the next ones are added to them. */
// Breaks task 3, and the message names: it is kept
public class KeepsTheGradients extends Optimiser {
  @Override
  public double step(List<Parameter> parameters, int t, double limit, Settings settings) {
    double norm = clip(parameters, limit);
    for (Parameter parameter : parameters) {
      adam(parameter, t, settings);
    }
    return norm;
  }
}

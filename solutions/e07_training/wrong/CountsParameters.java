package e07_training;

import java.util.List;

/**
 * Counts t up for each parameter: the later ones are corrected as if they had had updates before.
 */
// Breaks task 3, and the message names: counted up for each parameter
public class CountsParameters extends Optimiser {
  @Override
  public double step(List<Parameter> parameters, int t, double limit, Settings settings) {
    double norm = clip(parameters, limit);
    int count = t;
    for (Parameter parameter : parameters) {
      adam(parameter, count++, settings);
      parameter.g().zero();
    }
    return norm;
  }
}

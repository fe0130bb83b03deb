package e07_training;

import java.util.List;

/** Adds the norms of the parameters, not their squares. */
// Breaks task 2, and the message names: norms are added
public class AddsTheNorms extends Optimiser {
  @Override
  public double clip(List<Parameter> parameters, double limit) {
    double norm = 0;
    for (Parameter parameter : parameters) {
      norm += super.clip(List.of(parameter), Double.POSITIVE_INFINITY);
    }
    if (norm > limit) {
      for (Parameter parameter : parameters) {
        for (int i = 0; i < parameter.g().getNumElements(); i++) {
          parameter.g().set(i, parameter.g().get(i) * limit / norm);
        }
      }
    }
    return norm;
  }
}

package e07_training;

import java.util.List;

/** Scales to the limit whatever the norm is. */
// Breaks task 2, and the message names: stretched
public class StretchesShortGradients extends Optimiser {
  @Override
  public double clip(List<Parameter> parameters, double limit) {
    double squares = 0;
    for (Parameter parameter : parameters) {
      for (int i = 0; i < parameter.g().getNumElements(); i++) {
        squares += parameter.g().get(i) * parameter.g().get(i);
      }
    }
    double norm = Math.sqrt(squares);
    if (norm > 0) {
      for (Parameter parameter : parameters) {
        for (int i = 0; i < parameter.g().getNumElements(); i++) {
          parameter.g().set(i, parameter.g().get(i) * limit / norm);
        }
      }
    }
    return norm;
  }
}

package e07_training;

import java.util.List;

/** Holds the sum of squares against the limit. */
// Breaks task 2, and the message names: root is missing
public class ForgetsTheRootOfTheNorm extends Optimiser {
  @Override
  public double clip(List<Parameter> parameters, double limit) {
    double squares = 0;
    for (Parameter parameter : parameters) {
      for (int i = 0; i < parameter.g().getNumElements(); i++) {
        squares += parameter.g().get(i) * parameter.g().get(i);
      }
    }
    double norm = squares;
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

package e07_training;

import java.util.List;

/** Right gradients, but the norm returned is the one after clipping. */
// Breaks task 2, and the message names: norm after clipping
public class ReturnsTheNormAfter extends Optimiser {
  @Override
  public double clip(List<Parameter> parameters, double limit) {
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
    return Math.min(norm, limit);
  }
}

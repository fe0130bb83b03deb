package e07_training;

import java.util.List;

/** Divides by the norm and forgets the limit. */
// Breaks task 2, and the message names: length 1
public class ScalesToOne extends Optimiser {
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
          parameter.g().set(i, parameter.g().get(i) / norm);
        }
      }
    }
    return norm;
  }
}

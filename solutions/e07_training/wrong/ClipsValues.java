package e07_training;

import java.util.List;

/** Cuts each number off by itself: the direction turns. */
// Breaks task 2, and the message names: clipping by value
public class ClipsValues extends Optimiser {
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
          parameter.g().set(i, Math.max(-limit, Math.min(limit, parameter.g().get(i))));
        }
      }
    }
    return norm;
  }
}

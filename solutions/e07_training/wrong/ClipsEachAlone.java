package e07_training;

import java.util.List;

/** Gives each parameter a norm of its own: the direction turns. */
// Breaks task 2, and the message names: its own norm
public class ClipsEachAlone extends Optimiser {
  @Override
  public double clip(List<Parameter> parameters, double limit) {
    double squares = 0;
    for (Parameter parameter : parameters) {
      double norm = super.clip(List.of(parameter), limit);
      squares += norm * norm;
    }
    return Math.sqrt(squares);
  }
}

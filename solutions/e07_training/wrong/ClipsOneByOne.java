package e07_training;

import java.util.List;

/** Clips each parameter just before its update, alone. */
// Breaks task 3, and the message names: alone
public class ClipsOneByOne extends Optimiser {
  @Override
  public double step(List<Parameter> parameters, int t, double limit, Settings settings) {
    double squares = 0;
    for (Parameter parameter : parameters) {
      double norm = clip(List.of(parameter), limit);
      squares += norm * norm;
      adam(parameter, t, settings);
      parameter.g().zero();
    }
    return Math.sqrt(squares);
  }
}

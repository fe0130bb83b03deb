package unroll.train;

import java.util.List;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/** The parameters of the lowest validation so far, and how long ago that was. */
final class BestParameters {
  private final List<Parameter> parameters;
  private final int patience;
  private List<Matrix> copies = List.of();
  private double lowest = Double.POSITIVE_INFINITY;
  private int worse;

  BestParameters(List<Parameter> parameters, int patience) {
    this.parameters = parameters;
    this.patience = patience;
  }

  /** Takes note of a validation of the present parameters. NaN is no better than anything. */
  void consider(double validation) {
    if (patience == Trainer.NEVER) {
      return;
    }
    if (validation < lowest) {
      lowest = validation;
      worse = 0;
      copies = parameters.stream().map(parameter -> parameter.matrix().copy()).toList();
    } else {
      worse++;
    }
  }

  /** Whether as many validations as allowed were no better. */
  boolean impatient() {
    return worse >= patience;
  }

  /** Puts the best parameters back, if any were noted. */
  void putBack() {
    for (int i = 0; i < copies.size(); i++) {
      parameters.get(i).matrix().copyFrom(copies.get(i));
    }
  }
}

package e02_elman;

import org.ejml.data.DMatrixRMaj;

/** Writes the new state into the argument, to save a matrix. */
// Breaks task 1, and the message names: modified
public class OverwritesTheState extends Elman {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    Step step = super.step(weights, x, h);
    h.setTo(step.h());
    return step;
  }
}

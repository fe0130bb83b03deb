package e04_bptt;

import org.ejml.data.DMatrixRMaj;

/** Takes the probabilities for the gradient: the one-hot row is not subtracted. */
// Breaks task 1, and the message names: one-hot
public class ForgetsTheTarget extends Bptt {
  @Override
  public DMatrixRMaj logitsGradient(DMatrixRMaj o, int[] targets) {
    DMatrixRMaj gradient = super.logitsGradient(o, targets);
    for (int row = 0; row < o.numRows; row++) {
      gradient.add(row, targets[row], 1);
    }
    return gradient;
  }
}

package e04_bptt;

import org.ejml.data.DMatrixRMaj;

/** Takes the exponentials as they are: right until the logits are large. */
// Breaks task 1, and the message names: maximum
public class OverflowsInSoftmax extends Bptt {
  @Override
  public DMatrixRMaj logitsGradient(DMatrixRMaj o, int[] targets) {
    DMatrixRMaj gradient = o.copy();
    for (int row = 0; row < o.numRows; row++) {
      double total = 0;
      for (int j = 0; j < o.numCols; j++) {
        total += Math.exp(o.get(row, j));
      }
      for (int j = 0; j < o.numCols; j++) {
        gradient.set(row, j, Math.exp(o.get(row, j)) / total - (j == targets[row] ? 1 : 0));
      }
    }
    return gradient;
  }
}

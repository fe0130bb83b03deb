package e09_memory;

import org.ejml.data.DMatrixRMaj;

/** Wrong broadcast: gives each example, not each unit, a time constant. */
// Breaks task 1, and the message names: belongs to a unit
public class TakesTauByExample extends Memory {
  @Override
  public DMatrixRMaj leaky(Weights weights, double[] tau, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj a = affine(weights, x, h);
    DMatrixRMaj next = h.createLike();
    for (int row = 0; row < h.numRows; row++) {
      for (int j = 0; j < h.numCols; j++) {
        double share = 1 / tau[row % tau.length];
        next.set(row, j, (1 - share) * h.get(row, j) + share * Math.tanh(a.get(row, j)));
      }
    }
    return next;
  }
}

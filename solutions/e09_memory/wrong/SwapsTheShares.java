package e09_memory;

import org.ejml.data.DMatrixRMaj;

/** Keeps 1/tau of the state: swaps the two shares. */
// Breaks task 1, and the message names: shares are swapped
public class SwapsTheShares extends Memory {
  @Override
  public DMatrixRMaj leaky(Weights weights, double[] tau, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj a = affine(weights, x, h);
    DMatrixRMaj next = h.createLike();
    for (int row = 0; row < h.numRows; row++) {
      for (int j = 0; j < h.numCols; j++) {
        double leak = 1 / tau[j];
        next.set(row, j, leak * h.get(row, j) + (1 - leak) * Math.tanh(a.get(row, j)));
      }
    }
    return next;
  }
}

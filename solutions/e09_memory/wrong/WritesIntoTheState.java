package e09_memory;

import org.ejml.data.DMatrixRMaj;

/** Overwrites the state that it was given. */
// Breaks task 1, and the message names: was modified by the call
public class WritesIntoTheState extends Memory {
  @Override
  public DMatrixRMaj leaky(Weights weights, double[] tau, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj a = affine(weights, x, h);
    DMatrixRMaj next = h;
    for (int row = 0; row < h.numRows; row++) {
      for (int j = 0; j < h.numCols; j++) {
        double leak = 1 / tau[j];
        next.set(row, j, (1 - leak) * h.get(row, j) + leak * Math.tanh(a.get(row, j)));
      }
    }
    return next;
  }
}

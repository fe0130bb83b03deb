package e09_memory;

import org.ejml.data.DMatrixRMaj;

/** Adds to the state and lets nothing fade. */
// Breaks task 1, and the message names: all of the state is kept
public class KeepsTheWholeState extends Memory {
  @Override
  public DMatrixRMaj leaky(Weights weights, double[] tau, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj a = affine(weights, x, h);
    DMatrixRMaj next = h.createLike();
    for (int row = 0; row < h.numRows; row++) {
      for (int j = 0; j < h.numCols; j++) {
        double leak = 1 / tau[j];
        next.set(row, j, h.get(row, j) + leak * Math.tanh(a.get(row, j)));
      }
    }
    return next;
  }
}

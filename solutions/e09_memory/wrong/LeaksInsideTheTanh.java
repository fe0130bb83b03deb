package e09_memory;

import org.ejml.data.DMatrixRMaj;

/** Mixes state and sum first, and squashes the mixture. */
// Breaks task 1, and the message names: inside the tanh
public class LeaksInsideTheTanh extends Memory {
  @Override
  public DMatrixRMaj leaky(Weights weights, double[] tau, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj a = affine(weights, x, h);
    DMatrixRMaj next = h.createLike();
    for (int row = 0; row < h.numRows; row++) {
      for (int j = 0; j < h.numCols; j++) {
        double leak = 1 / tau[j];
        next.set(row, j, Math.tanh((1 - leak) * h.get(row, j) + leak * a.get(row, j)));
      }
    }
    return next;
  }
}

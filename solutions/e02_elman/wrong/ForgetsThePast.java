package e02_elman;

import org.ejml.data.DMatrixRMaj;

/** Leaves the recurrent term out, so that the network has no memory. */
// Breaks task 1, and the message names: recurrent term
public class ForgetsThePast extends Elman {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    return super.step(weights, x, new DMatrixRMaj(h.numRows, h.numCols));
  }
}

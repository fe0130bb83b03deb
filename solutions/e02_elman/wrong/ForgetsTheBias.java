package e02_elman;

import org.ejml.data.DMatrixRMaj;

/** Leaves the bias of the state out. */
// Breaks task 1, and the message names: bias b
public class ForgetsTheBias extends Elman {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj none = new DMatrixRMaj(1, weights.b().numCols);
    return super.step(
        new Weights(weights.wx(), weights.wh(), none, weights.wo(), weights.c()), x, h);
  }
}

package e10_lstm;

import org.ejml.data.DMatrixRMaj;

/** Takes z for the share that is replaced, as Chung et al. write it. */
// Breaks task 3, and the message names: z and 1 - z have changed places
public class SwapsKeepAndReplace extends Lstm {
  @Override
  public DMatrixRMaj gru(
      Weights reset, Weights update, Weights candidate, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj r = affine(reset, x, h);
    DMatrixRMaj z = affine(update, x, h);
    DMatrixRMaj heard = h.copy();
    for (int n = 0; n < h.getNumElements(); n++) {
      heard.set(n, sigmoid(r.get(n)) * h.get(n));
    }
    DMatrixRMaj next = affine(candidate, x, heard);
    for (int n = 0; n < h.getNumElements(); n++) {
      double keep = sigmoid(z.get(n));
      next.set(n, (1 - keep) * h.get(n) + keep * Math.tanh(next.get(n)));
    }
    return next;
  }
}

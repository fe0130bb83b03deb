package e10_lstm;

import org.ejml.data.DMatrixRMaj;

/** The candidate hears the whole state. */
// Breaks task 3, and the message names: reset gate is missing
public class ForgetsTheReset extends Lstm {
  @Override
  public DMatrixRMaj gru(
      Weights reset, Weights update, Weights candidate, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj z = affine(update, x, h);
    DMatrixRMaj next = affine(candidate, x, h);
    for (int n = 0; n < h.getNumElements(); n++) {
      double keep = sigmoid(z.get(n));
      next.set(n, keep * h.get(n) + (1 - keep) * Math.tanh(next.get(n)));
    }
    return next;
  }
}

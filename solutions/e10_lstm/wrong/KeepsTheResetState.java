package e10_lstm;

import org.ejml.data.DMatrixRMaj;

/** Resets the state for good, so that what is kept is reset too. */
// Breaks task 3, and the message names: what is kept is r h
public class KeepsTheResetState extends Lstm {
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
      next.set(n, keep * heard.get(n) + (1 - keep) * Math.tanh(next.get(n)));
    }
    return next;
  }
}

package e10_lstm;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The other convention, that of fast libraries; a single unit does not show it. */
// Breaks task 3, and the message names: reset comes after the product
public class ResetsAfterTheProduct extends Lstm {
  @Override
  public DMatrixRMaj gru(
      Weights reset, Weights update, Weights candidate, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj r = affine(reset, x, h);
    DMatrixRMaj z = affine(update, x, h);
    DMatrixRMaj next = affine(candidate, x, h.createLike());
    DMatrixRMaj product = h.createLike();
    CommonOps_DDRM.mult(h, candidate.wh(), product);
    for (int n = 0; n < h.getNumElements(); n++) {
      double keep = sigmoid(z.get(n));
      double heard = sigmoid(r.get(n)) * product.get(n);
      next.set(n, keep * h.get(n) + (1 - keep) * Math.tanh(next.get(n) + heard));
    }
    return next;
  }
}

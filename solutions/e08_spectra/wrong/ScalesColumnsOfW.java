package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Multiplies by the slopes before W, not after: {@code W diag(1 - h^2)}. */
// Breaks task 2, and the message names: wrong side
public class ScalesColumnsOfW extends Spectra {
  @Override
  public DMatrixRMaj jacobian(Run run, int k, int t) {
    DMatrixRMaj product = CommonOps_DDRM.identity(run.w().numRows);
    for (int step = k + 1; step <= t; step++) {
      DMatrixRMaj factor = run.w().copy();
      for (int i = 0; i < factor.numRows; i++) {
        double h = run.h().get(step).get(i);
        for (int j = 0; j < factor.numCols; j++) {
          factor.set(j, i, (1 - h * h) * factor.get(j, i));
        }
      }
      DMatrixRMaj longer = product.createLike();
      CommonOps_DDRM.mult(factor, product, longer);
      product = longer;
    }
    return product;
  }
}

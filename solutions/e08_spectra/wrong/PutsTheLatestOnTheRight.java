package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Multiplies in the order of time, so that the latest step stands on the right. */
// Breaks task 2, and the message names: latest step is on the right
public class PutsTheLatestOnTheRight extends Spectra {
  @Override
  public DMatrixRMaj jacobian(Run run, int k, int t) {
    DMatrixRMaj product = CommonOps_DDRM.identity(run.w().numRows);
    for (int step = k + 1; step <= t; step++) {
      DMatrixRMaj factor = run.w().copy();
      for (int i = 0; i < factor.numRows; i++) {
        double h = run.h().get(step).get(i);
        for (int j = 0; j < factor.numCols; j++) {
          factor.set(i, j, (1 - h * h) * factor.get(i, j));
        }
      }
      DMatrixRMaj longer = product.createLike();
      CommonOps_DDRM.mult(product, factor, longer);
      product = longer;
    }
    return product;
  }
}

package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Counts the step that led to the earlier state as well. */
// Breaks task 2, and the message names: one factor too many
public class StartsOneStepEarly extends Spectra {
  @Override
  public DMatrixRMaj jacobian(Run run, int k, int t) {
    DMatrixRMaj product = CommonOps_DDRM.identity(run.w().numRows);
    for (int step = k; step <= t; step++) {
      DMatrixRMaj factor = run.w().copy();
      for (int i = 0; i < factor.numRows; i++) {
        double h = run.h().get(step).get(i);
        for (int j = 0; j < factor.numCols; j++) {
          factor.set(i, j, (1 - h * h) * factor.get(i, j));
        }
      }
      DMatrixRMaj longer = product.createLike();
      CommonOps_DDRM.mult(factor, product, longer);
      product = longer;
    }
    return product;
  }
}

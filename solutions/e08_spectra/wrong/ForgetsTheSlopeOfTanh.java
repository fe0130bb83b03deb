package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Treats the network as if it were linear: a power of W. */
// Breaks task 2, and the message names: tanh' is missing
public class ForgetsTheSlopeOfTanh extends Spectra {
  @Override
  public DMatrixRMaj jacobian(Run run, int k, int t) {
    DMatrixRMaj product = CommonOps_DDRM.identity(run.w().numRows);
    for (int step = k + 1; step <= t; step++) {
      DMatrixRMaj longer = product.createLike();
      CommonOps_DDRM.mult(run.w(), product, longer);
      product = longer;
    }
    return product;
  }
}

package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Takes the rows of Q for the eigenvectors: {@code Q' L^t Q}. */
// Breaks task 1, and the message names: rows of Q
public class ReadsEigenvectorsFromRows extends Spectra {
  @Override
  public DMatrixRMaj power(DMatrixRMaj q, double[] lambda, int t) {
    DMatrixRMaj rows = q.copy();
    CommonOps_DDRM.transpose(rows);
    return super.power(rows, lambda, t);
  }
}

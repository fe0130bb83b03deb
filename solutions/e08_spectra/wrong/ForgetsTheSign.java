package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Takes "the absolute value decides" too far: the sign of the eigenvalues is lost. */
// Breaks task 1, and the message names: the sign is lost
public class ForgetsTheSign extends Spectra {
  @Override
  public DMatrixRMaj power(DMatrixRMaj q, double[] lambda, int t) {
    DMatrixRMaj scaled = q.copy();
    for (int i = 0; i < lambda.length; i++) {
      double factor = Math.pow(Math.abs(lambda[i]), t);
      for (int row = 0; row < q.numRows; row++) {
        scaled.set(row, i, q.get(row, i) * factor);
      }
    }
    DMatrixRMaj power = q.createLike();
    CommonOps_DDRM.multTransB(scaled, q, power);
    return power;
  }
}

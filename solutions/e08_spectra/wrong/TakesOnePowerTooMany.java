package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Copies the exponent t + 1 from the lecture's slide. */
// Breaks task 1, and the message names: t + 1
public class TakesOnePowerTooMany extends Spectra {
  @Override
  public DMatrixRMaj power(DMatrixRMaj q, double[] lambda, int t) {
    DMatrixRMaj scaled = q.copy();
    for (int i = 0; i < lambda.length; i++) {
      double factor = Math.pow(lambda[i], t + 1);
      for (int row = 0; row < q.numRows; row++) {
        scaled.set(row, i, q.get(row, i) * factor);
      }
    }
    DMatrixRMaj power = q.createLike();
    CommonOps_DDRM.multTransB(scaled, q, power);
    return power;
  }
}

package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Puts L to the left of Q, where it scales rows: {@code L^t Q Q'}. */
// Breaks task 1, and the message names: scales the rows of Q
public class ScalesRowsOfQ extends Spectra {
  @Override
  public DMatrixRMaj power(DMatrixRMaj q, double[] lambda, int t) {
    DMatrixRMaj scaled = q.copy();
    for (int i = 0; i < lambda.length; i++) {
      double factor = Math.pow(lambda[i], t);
      for (int row = 0; row < q.numRows; row++) {
        scaled.set(i, row, q.get(i, row) * factor);
      }
    }
    DMatrixRMaj power = q.createLike();
    CommonOps_DDRM.multTransB(scaled, q, power);
    return power;
  }
}

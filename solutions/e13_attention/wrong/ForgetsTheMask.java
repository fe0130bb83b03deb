package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Reads the padding too. */
// Breaks task 2, and the message names: mask is missing
public class ForgetsTheMask extends Attention {
  @Override
  public Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts) {
    double most = CommonOps_DDRM.elementMax(e);
    DMatrixRMaj alpha = e.createLike();
    double sum = 0;
    for (int s = 0; s < counts.length; s++) {
      alpha.set(s, Math.exp(e.get(s) - most));
      sum += alpha.get(s);
    }
    CommonOps_DDRM.divide(alpha, sum);
    return new Read(alpha, product(alpha, memory));
  }
}

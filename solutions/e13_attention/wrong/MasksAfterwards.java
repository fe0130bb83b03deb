package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Takes the softmax of all, then clears the padding: the rest no longer adds up to 1. */
// Breaks task 2, and the message names: mask comes after the division
public class MasksAfterwards extends Attention {
  @Override
  public Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts) {
    double most = CommonOps_DDRM.elementMax(e);
    DMatrixRMaj alpha = e.createLike();
    double sum = 0;
    for (int s = 0; s < counts.length; s++) {
      if (counts[s]) {
        alpha.set(s, Math.exp(e.get(s) - most));
      }
      sum += Math.exp(e.get(s) - most);
    }
    CommonOps_DDRM.divide(alpha, sum);
    return new Read(alpha, product(alpha, memory));
  }
}

package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Shifts by the largest of all scores: where that is padding, nothing is left of the others. */
// Breaks task 2, and the message names: largest score of the places that count
public class ShiftsByThePadding extends Attention {
  @Override
  public Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts) {
    double most = CommonOps_DDRM.elementMax(e);
    DMatrixRMaj alpha = e.createLike();
    double sum = 0;
    for (int s = 0; s < counts.length; s++) {
      if (counts[s]) {
        alpha.set(s, Math.exp(e.get(s) - most));
        sum += alpha.get(s);
      }
    }
    CommonOps_DDRM.divide(alpha, sum);
    return new Read(alpha, product(alpha, memory));
  }
}

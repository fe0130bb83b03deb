package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Takes the exponential as it is: large scores give infinity over infinity. */
// Breaks task 2, and the message names: shift by the largest score
public class ForgetsTheShift extends Attention {
  @Override
  public Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts) {
    DMatrixRMaj alpha = e.createLike();
    double sum = 0;
    for (int s = 0; s < counts.length; s++) {
      if (counts[s]) {
        alpha.set(s, Math.exp(e.get(s)));
        sum += alpha.get(s);
      }
    }
    CommonOps_DDRM.divide(alpha, sum);
    return new Read(alpha, product(alpha, memory));
  }
}

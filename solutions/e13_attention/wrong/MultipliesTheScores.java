package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The lesson's planted bug: a score of 0 is not a weight of 0. */
// Breaks task 2, and the message names: scores of the padding are set to 0
public class MultipliesTheScores extends Attention {
  @Override
  public Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts) {
    DMatrixRMaj alpha = e.createLike();
    double sum = 0;
    for (int s = 0; s < counts.length; s++) {
      alpha.set(s, Math.exp(counts[s] ? e.get(s) : 0));
      sum += alpha.get(s);
    }
    CommonOps_DDRM.divide(alpha, sum);
    return new Read(alpha, product(alpha, memory));
  }
}

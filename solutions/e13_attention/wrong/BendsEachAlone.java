package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Takes the tanh of query and place before they meet. */
// Breaks task 1, and the message names: one tanh around the sum
public class BendsEachAlone extends Attention {
  @Override
  public Scores scores(Weights weights, Asked asked) {
    DMatrixRMaj hidden = product(asked.memory(), weights.ua());
    DMatrixRMaj query = product(asked.query(), weights.wa());
    for (int s = 0; s < hidden.numRows; s++) {
      for (int k = 0; k < hidden.numCols; k++) {
        hidden.set(s, k, Math.tanh(query.get(k)) + Math.tanh(hidden.get(s, k)));
      }
    }
    DMatrixRMaj e = new DMatrixRMaj(1, hidden.numRows);
    CommonOps_DDRM.multTransB(weights.va(), hidden, e);
    return new Scores(hidden, e);
  }
}

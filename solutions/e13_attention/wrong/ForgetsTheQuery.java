package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Scores the places by themselves: every query would read the same. */
// Breaks task 1, and the message names: query is missing
public class ForgetsTheQuery extends Attention {
  @Override
  public Scores scores(Weights weights, Asked asked) {
    DMatrixRMaj hidden = product(asked.memory(), weights.ua());
    for (int s = 0; s < hidden.numRows; s++) {
      for (int k = 0; k < hidden.numCols; k++) {
        hidden.set(s, k, Math.tanh(hidden.get(s, k)));
      }
    }
    DMatrixRMaj e = new DMatrixRMaj(1, hidden.numRows);
    CommonOps_DDRM.multTransB(weights.va(), hidden, e);
    return new Scores(hidden, e);
  }
}

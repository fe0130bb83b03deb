package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A linear score: the query then adds the same to every place, and is ignored. */
// Breaks task 1, and the message names: tanh is missing
public class ForgetsTheCurve extends Attention {
  @Override
  public Scores scores(Weights weights, Asked asked) {
    DMatrixRMaj hidden = product(asked.memory(), weights.ua());
    DMatrixRMaj query = product(asked.query(), weights.wa());
    for (int s = 0; s < hidden.numRows; s++) {
      for (int k = 0; k < hidden.numCols; k++) {
        hidden.set(s, k, query.get(k) + hidden.get(s, k));
      }
    }
    DMatrixRMaj e = new DMatrixRMaj(1, hidden.numRows);
    CommonOps_DDRM.multTransB(weights.va(), hidden, e);
    return new Scores(hidden, e);
  }
}

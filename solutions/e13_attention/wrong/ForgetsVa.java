package e13_attention;

import org.ejml.data.DMatrixRMaj;

/** Adds the hidden units up as they are. */
// Breaks task 1, and the message names: va is missing
public class ForgetsVa extends Attention {
  @Override
  public Scores scores(Weights weights, Asked asked) {
    DMatrixRMaj hidden = product(asked.memory(), weights.ua());
    DMatrixRMaj query = product(asked.query(), weights.wa());
    for (int s = 0; s < hidden.numRows; s++) {
      for (int k = 0; k < hidden.numCols; k++) {
        hidden.set(s, k, Math.tanh(query.get(k) + hidden.get(s, k)));
      }
    }
    DMatrixRMaj e = new DMatrixRMaj(1, hidden.numRows);
    for (int s = 0; s < hidden.numRows; s++) {
      for (int k = 0; k < hidden.numCols; k++) {
        e.add(0, s, hidden.get(s, k));
      }
    }
    return new Scores(hidden, e);
  }
}

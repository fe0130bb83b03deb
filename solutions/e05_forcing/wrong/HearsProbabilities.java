package e05_forcing;

import org.ejml.data.DMatrixRMaj;

/** Hears the whole softmax where one class should be drawn. */
// Breaks task 3, and the message names: the probabilities themselves are heard
public class HearsProbabilities extends Forcing {
  @Override
  public DMatrixRMaj choice(
      DMatrixRMaj o, int[] targets, double truth, double[] coins, double[] draws) {
    DMatrixRMaj heard = o.createLike();
    for (int row = 0; row < o.numRows; row++) {
      int k = targets[row];
      if (coins[row] >= truth) {
        double[] logs = logSoftmax(o, row);
        for (k = 0; k < logs.length; k++) {
          heard.set(row, k, Math.exp(logs[k]));
        }
        k = -1;
      }
      hear(heard, row, k);
    }
    return heard;
  }
}

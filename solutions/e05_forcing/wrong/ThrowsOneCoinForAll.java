package e05_forcing;

import org.ejml.data.DMatrixRMaj;

/** All examples go by the first one's coin. */
// Breaks task 3, and the message names: one coin is thrown for the whole batch
public class ThrowsOneCoinForAll extends Forcing {
  @Override
  public DMatrixRMaj choice(
      DMatrixRMaj o, int[] targets, double truth, double[] coins, double[] draws) {
    DMatrixRMaj heard = o.createLike();
    for (int row = 0; row < o.numRows; row++) {
      int k = targets[row];
      if (coins[0] >= truth) {
        double[] logs = logSoftmax(o, row);
        double sum = Math.exp(logs[0]);
        for (k = 0; sum <= draws[row] && k < logs.length - 1; sum += Math.exp(logs[k])) {
          k++;
        }
      }
      hear(heard, row, k);
    }
    return heard;
  }
}

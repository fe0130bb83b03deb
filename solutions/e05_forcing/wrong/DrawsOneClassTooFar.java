package e05_forcing;

import org.ejml.data.DMatrixRMaj;

/** Stops one class after the one at which the sum is greater than the draw. */
// Breaks task 3, and the message names: one class too far
public class DrawsOneClassTooFar extends Forcing {
  @Override
  public DMatrixRMaj choice(
      DMatrixRMaj o, int[] targets, double truth, double[] coins, double[] draws) {
    DMatrixRMaj heard = o.createLike();
    for (int row = 0; row < o.numRows; row++) {
      int k = targets[row];
      if (coins[row] >= truth) {
        double[] logs = logSoftmax(o, row);
        double sum = 0;
        for (k = 0; sum <= draws[row] && k < logs.length - 1; sum += Math.exp(logs[k - 1])) {
          k++;
        }
      }
      hear(heard, row, k);
    }
    return heard;
  }
}

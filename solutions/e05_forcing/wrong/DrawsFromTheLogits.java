package e05_forcing;

import org.ejml.data.DMatrixRMaj;

/** Adds up logits where probabilities belong. */
// Breaks task 3, and the message names: the logits are added up
public class DrawsFromTheLogits extends Forcing {
  @Override
  public DMatrixRMaj choice(
      DMatrixRMaj o, int[] targets, double truth, double[] coins, double[] draws) {
    DMatrixRMaj heard = o.createLike();
    for (int row = 0; row < o.numRows; row++) {
      int k = targets[row];
      if (coins[row] >= truth) {
        double sum = o.get(row, 0);
        for (k = 0; sum <= draws[row] && k < o.numCols - 1; sum += o.get(row, k)) {
          k++;
        }
      }
      hear(heard, row, k);
    }
    return heard;
  }
}

package e02_elman;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Takes exp of the logits as they are: right for small ones, NaN for large ones. */
// Breaks task 3, and the message names: maximum
public class OverflowsInSoftmax extends Elman {
  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    double sum = 0;
    int predictions = 0;
    for (int t = 0; t < targets.length; t++) {
      DMatrixRMaj o = logits.get(t);
      for (int row = 0; row < o.numRows; row++) {
        double total = 0;
        for (int j = 0; j < o.numCols; j++) {
          total += Math.exp(o.get(row, j));
        }
        sum -= Math.log(Math.exp(o.get(row, targets[t][row])) / total);
        predictions++;
      }
    }
    return sum / predictions;
  }
}

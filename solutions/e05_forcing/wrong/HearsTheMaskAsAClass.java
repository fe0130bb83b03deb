package e05_forcing;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A masked target is heard as if it were class 0. */
// Breaks task 1, and the message names: heard as class 0
public class HearsTheMaskAsAClass extends Forcing {
  @Override
  public Forced forced(Weights weights, DMatrixRMaj x, DMatrixRMaj heard, int[] targets) {
    int batch = heard.numRows;
    DMatrixRMaj all = new DMatrixRMaj(x.numRows, heard.numCols);
    CommonOps_DDRM.insert(heard, all, 0, 0);
    double sum = 0;
    int counted = 0;
    for (int row = batch; row < x.numRows; row++) {
      hear(all, row, Math.max(0, targets[row - batch]));
    }
    DMatrixRMaj o = outputs(weights, x, all);
    for (int row = 0; row < x.numRows; row++) {
      if (targets[row] >= 0) {
        sum -= logSoftmax(o, row)[targets[row]];
        counted++;
      }
    }
    return new Forced(o, sum / counted);
  }
}

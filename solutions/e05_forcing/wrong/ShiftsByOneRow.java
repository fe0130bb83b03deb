package e05_forcing;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Shifts by one row, which is one step only if there is one example. */
// Breaks task 1, and the message names: the row above is another example
public class ShiftsByOneRow extends Forcing {
  @Override
  public Forced forced(Weights weights, DMatrixRMaj x, DMatrixRMaj heard, int[] targets) {
    int batch = heard.numRows;
    DMatrixRMaj all = new DMatrixRMaj(x.numRows, heard.numCols);
    CommonOps_DDRM.insert(heard, all, 0, 0);
    double sum = 0;
    int counted = 0;
    for (int row = batch; row < x.numRows; row++) {
      hear(all, row, targets[row - 1]);
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

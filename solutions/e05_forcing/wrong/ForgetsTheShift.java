package e05_forcing;

import org.ejml.data.DMatrixRMaj;

/** The lesson's planted bug: each step is given the answer to its own question. */
// Breaks task 1, and the message names: hears its own target
public class ForgetsTheShift extends Forcing {
  @Override
  public Forced forced(Weights weights, DMatrixRMaj x, DMatrixRMaj heard, int[] targets) {
    DMatrixRMaj all = new DMatrixRMaj(x.numRows, heard.numCols);
    double sum = 0;
    int counted = 0;
    for (int row = 0; row < x.numRows; row++) {
      hear(all, row, targets[row]);
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

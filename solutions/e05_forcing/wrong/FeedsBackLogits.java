package e05_forcing;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Feeds back o itself, which is not on the scale of a one-hot target. */
// Breaks task 2, and the message names: the logits are fed back
public class FeedsBackLogits extends Forcing {
  @Override
  public DMatrixRMaj free(Weights weights, DMatrixRMaj x, DMatrixRMaj heard) {
    int batch = heard.numRows;
    DMatrixRMaj all = new DMatrixRMaj(x.numRows, heard.numCols);
    DMatrixRMaj before = heard;
    for (int from = 0; from < x.numRows; from += batch) {
      DMatrixRMaj now = CommonOps_DDRM.extract(x, from, from + batch, 0, x.numCols);
      DMatrixRMaj o = outputs(weights, now, before);
      CommonOps_DDRM.insert(o, all, from, 0);
      before = o;
    }
    return all;
  }
}

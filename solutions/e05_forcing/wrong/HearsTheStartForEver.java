package e05_forcing;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Never hands on: every step hears what the first one heard. */
// Breaks task 2, and the message names: every step hears what the first one heard
public class HearsTheStartForEver extends Forcing {
  @Override
  public DMatrixRMaj free(Weights weights, DMatrixRMaj x, DMatrixRMaj heard) {
    int batch = heard.numRows;
    DMatrixRMaj all = new DMatrixRMaj(x.numRows, heard.numCols);
    for (int from = 0; from < x.numRows; from += batch) {
      DMatrixRMaj now = CommonOps_DDRM.extract(x, from, from + batch, 0, x.numCols);
      DMatrixRMaj o = outputs(weights, now, heard);
      CommonOps_DDRM.insert(o, all, from, 0);
    }
    return all;
  }
}

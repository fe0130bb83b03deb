package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Divides where it should multiply. */
// Breaks task 2, and the message names: divided by gamma
public class ReadsDivided extends Painter {
  @Override
  public DMatrixRMaj read(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj image) {
    DMatrixRMaj rows = product(fy, image);
    DMatrixRMaj patch = new DMatrixRMaj(fy.numRows, fx.numRows);
    CommonOps_DDRM.multTransB(1 / gamma, rows, fx, patch);
    return patch;
  }
}

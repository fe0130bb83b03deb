package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** All windows read alike strongly. */
// Breaks task 2, and the message names: gamma is missing
public class ReadsWithoutStrength extends Painter {
  @Override
  public DMatrixRMaj read(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj image) {
    DMatrixRMaj rows = product(fy, image);
    DMatrixRMaj patch = new DMatrixRMaj(fy.numRows, fx.numRows);
    CommonOps_DDRM.multTransB(rows, fx, patch);
    return patch;
  }
}

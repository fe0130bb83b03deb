package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Writes as strongly as it reads: what reading made strong, writing must make weak. */
// Breaks task 2, and the message names: multiplied by gamma
public class WritesTheSameWay extends Painter {
  @Override
  public DMatrixRMaj write(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj patch) {
    DMatrixRMaj rows = product(patch, fx);
    DMatrixRMaj image = new DMatrixRMaj(fy.numCols, fx.numCols);
    CommonOps_DDRM.multTransA(gamma, fy, rows, image);
    return image;
  }
}

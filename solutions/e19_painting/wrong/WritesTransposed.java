package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Turns the patch: top and left change places. */
// Breaks task 2, and the message names: patch lies on its side
public class WritesTransposed extends Painter {
  @Override
  public DMatrixRMaj write(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj patch) {
    DMatrixRMaj rows = new DMatrixRMaj(patch.numCols, fx.numCols);
    CommonOps_DDRM.multTransA(patch, fx, rows);
    DMatrixRMaj image = new DMatrixRMaj(fy.numCols, fx.numCols);
    CommonOps_DDRM.multTransA(1 / gamma, fy, rows, image);
    return image;
  }
}

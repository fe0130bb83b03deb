package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Forgets the strength. */
// Breaks task 2, and the message names: gamma is missing
public class WritesWithoutStrength extends Painter {
  @Override
  public DMatrixRMaj write(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj patch) {
    DMatrixRMaj rows = product(patch, fx);
    DMatrixRMaj image = new DMatrixRMaj(fy.numCols, fx.numCols);
    CommonOps_DDRM.multTransA(fy, rows, image);
    return image;
  }
}

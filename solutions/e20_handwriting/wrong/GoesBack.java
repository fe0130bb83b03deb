package e20_handwriting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Steps by k^ itself, which may be negative. */
// Breaks task 3, and the message names: exp(k^)
public class GoesBack extends Pen {
  @Override
  public Reading read(DMatrixRMaj bumps, DMatrixRMaj before, DMatrixRMaj text) {
    DMatrixRMaj kappa = before.copy();
    DMatrixRMaj phi = new DMatrixRMaj(1, text.numRows);
    for (int k = 0; k < bumps.numRows; k++) {
      kappa.set(k, kappa.get(k) + bumps.get(k, PACE));
      for (int u = 1; u <= text.numRows; u++) {
        double far = kappa.get(k) - u;
        double bump =
            Math.exp(bumps.get(k, HEIGHT) - Math.exp(bumps.get(k, SHARPNESS)) * far * far);
        phi.set(u - 1, phi.get(u - 1) + bump);
      }
    }
    DMatrixRMaj window = new DMatrixRMaj(1, text.numCols);
    CommonOps_DDRM.mult(phi, text, window);
    return new Reading(kappa, phi, window);
  }
}

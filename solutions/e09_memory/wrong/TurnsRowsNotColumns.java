package e09_memory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** Wrong broadcast: the sign of R_jj turns row j of Q. */
// Breaks task 3, and the message names: multiply rows of Q
public class TurnsRowsNotColumns extends Memory {
  @Override
  public DMatrixRMaj orthogonal(DMatrixRMaj a, double gain) {
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(a.numRows, a.numCols);
    qr.decompose(a.copy());
    DMatrixRMaj q = qr.getQ(null, false);
    DMatrixRMaj r = qr.getR(null, false);
    for (int j = 0; j < q.numCols; j++) {
      double factor = gain * Math.signum(r.get(j, j));
      for (int row = 0; row < q.numRows; row++) {
        q.set(j, row, factor * q.get(j, row));
      }
    }
    return q;
  }
}

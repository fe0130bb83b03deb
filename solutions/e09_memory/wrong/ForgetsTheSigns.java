package e09_memory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** Takes Q as the decomposition happens to give it. */
// Breaks task 3, and the message names: signs are not those
public class ForgetsTheSigns extends Memory {
  @Override
  public DMatrixRMaj orthogonal(DMatrixRMaj a, double gain) {
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(a.numRows, a.numCols);
    qr.decompose(a.copy());
    DMatrixRMaj q = qr.getQ(null, false);
    DMatrixRMaj r = qr.getR(null, false);
    for (int n = 0; n < q.getNumElements(); n++) {
      q.set(n, gain * q.get(n));
    }
    return q;
  }
}

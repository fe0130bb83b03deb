package e09_memory;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * Leaks, skips and orthogonal starts: three tasks, to be checked with {@code unroll check
 * 09-memory}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#multAdd} adds a product to what is there, {@link
 * DecompositionFactory_DDRM#qr} makes a {@link QRDecomposition}. {@link ArrayList} gathers the
 * states. {@link #affine} is given.
 */
public class Memory implements LongMemory {
  @Override
  public DMatrixRMaj leaky(Weights weights, double[] tau, DMatrixRMaj x, DMatrixRMaj h) {
    // BEGIN SOLUTION 1
    DMatrixRMaj a = affine(weights, x, h);
    DMatrixRMaj next = h.createLike();
    for (int row = 0; row < h.numRows; row++) {
      for (int j = 0; j < h.numCols; j++) {
        double leak = 1 / tau[j];
        next.set(row, j, (1 - leak) * h.get(row, j) + leak * Math.tanh(a.get(row, j)));
      }
    }
    return next;
    // END SOLUTION 1
  }

  @Override
  public List<DMatrixRMaj> skip(Weights weights, DMatrixRMaj wd, int d, List<DMatrixRMaj> xs) {
    // BEGIN SOLUTION 2
    List<DMatrixRMaj> states = new ArrayList<>();
    for (int t = 0; t < xs.size(); t++) {
      DMatrixRMaj zeros = new DMatrixRMaj(xs.get(t).numRows, wd.numRows);
      DMatrixRMaj h = affine(weights, xs.get(t), t >= 1 ? states.get(t - 1) : zeros);
      if (t >= d) {
        CommonOps_DDRM.multAdd(states.get(t - d), wd, h);
      }
      for (int n = 0; n < h.getNumElements(); n++) {
        h.set(n, Math.tanh(h.get(n)));
      }
      states.add(h);
    }
    return states;
    // END SOLUTION 2
  }

  @Override
  public DMatrixRMaj orthogonal(DMatrixRMaj a, double gain) {
    // BEGIN SOLUTION 3
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(a.numRows, a.numCols);
    qr.decompose(a.copy());
    DMatrixRMaj q = qr.getQ(null, false);
    DMatrixRMaj r = qr.getR(null, false);
    for (int j = 0; j < q.numCols; j++) {
      double factor = gain * Math.signum(r.get(j, j));
      for (int row = 0; row < q.numRows; row++) {
        q.set(row, j, factor * q.get(row, j));
      }
    }
    return q;
    // END SOLUTION 3
  }

  /** What goes into the tanh of a plain step, x Wx + h Wh + b (B x H), in a matrix of its own. */
  static DMatrixRMaj affine(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj a = new DMatrixRMaj(x.numRows, weights.b().numCols);
    CommonOps_DDRM.mult(x, weights.wx(), a);
    CommonOps_DDRM.multAdd(h, weights.wh(), a);
    for (int row = 0; row < a.numRows; row++) {
      for (int j = 0; j < a.numCols; j++) {
        a.add(row, j, weights.b().get(0, j));
      }
    }
    return a;
  }
}

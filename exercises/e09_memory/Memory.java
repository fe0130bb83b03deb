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
    throw new UnsupportedOperationException(
        "Task 1 of 09-memory is yours to write: a step of leaky units");
  }

  @Override
  public List<DMatrixRMaj> skip(Weights weights, DMatrixRMaj wd, int d, List<DMatrixRMaj> xs) {
    throw new UnsupportedOperationException(
        "Task 2 of 09-memory is yours to write: a sequence through a skip connection");
  }

  @Override
  public DMatrixRMaj orthogonal(DMatrixRMaj a, double gain) {
    throw new UnsupportedOperationException(
        "Task 3 of 09-memory is yours to write: an orthogonal start");
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

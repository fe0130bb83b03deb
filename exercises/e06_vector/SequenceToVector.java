package e06_vector;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A sequence in, one answer out: three tasks, to be checked with {@code unroll check 06-vector}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#multTransB} multiplies by a transpose, {@link
 * CommonOps_DDRM#multAdd}, {@link CommonOps_DDRM#multAddTransA} and {@link
 * CommonOps_DDRM#multAddTransB} add such a product to what is there. A list that grows is an {@link
 * ArrayList}. {@code m.get(row, j)} is an entry; {@code m.get(n)} is one too, counted row by row.
 */
public class SequenceToVector implements SingleOutput {
  @Override
  public Pass read(Weights weights, List<DMatrixRMaj> x, int[] lengths) {
    throw new UnsupportedOperationException(
        "Task 1 of 06-vector is yours to write: reading ragged sequences");
  }

  @Override
  public Weights backward(Weights weights, Pass pass, DMatrixRMaj output) {
    throw new UnsupportedOperationException(
        "Task 2 of 06-vector is yours to write: the way back from one output");
  }

  @Override
  public Weights ragged(Weights weights, Pass pass, int[] lengths, DMatrixRMaj output) {
    throw new UnsupportedOperationException(
        "Task 3 of 06-vector is yours to write: the way back with masks");
  }

  /** A bias and a product, {@code b + x w}, in a matrix of its own. The bias goes to each row. */
  static DMatrixRMaj affine(DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj b) {
    DMatrixRMaj a = new DMatrixRMaj(x.numRows, w.numCols);
    CommonOps_DDRM.mult(x, w, a);
    for (int n = 0; n < a.getNumElements(); n++) {
      a.set(n, a.get(n) + b.get(n % b.numCols));
    }
    return a;
  }

  /** Gradients of zero, of the parameters' shapes: what everything is added to. */
  static Weights zeros(Weights weights) {
    return new Weights(
        weights.wx().createLike(),
        weights.wh().createLike(),
        weights.b().createLike(),
        weights.wo().createLike(),
        weights.c().createLike());
  }

  /** Adds each row (1 x N) of a matrix (B x N) to a sum. Where a batch meets a bias. */
  static void addRows(DMatrixRMaj rows, DMatrixRMaj sum) {
    for (int n = 0; n < rows.getNumElements(); n++) {
      sum.set(n % rows.numCols, sum.get(n % rows.numCols) + rows.get(n));
    }
  }
}

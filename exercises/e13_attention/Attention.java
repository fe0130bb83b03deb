package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Additive attention, forward and back: three tasks, to be checked with {@code unroll check
 * 13-attention}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#mult} multiplies, {@link
 * CommonOps_DDRM#multTransB} by a transpose, {@link CommonOps_DDRM#multAddTransB} and {@link
 * CommonOps_DDRM#multAddTransA} add a product to what is there. {@code m.get(row, j)} is an entry;
 * {@code m.get(n)} is one too, counted row by row.
 */
public class Attention implements Attending {
  @Override
  public Scores scores(Weights weights, Asked asked) {
    throw new UnsupportedOperationException("Task 1 of 13-attention is yours to write: the scores");
  }

  @Override
  public Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts) {
    throw new UnsupportedOperationException(
        "Task 2 of 13-attention is yours to write: weights and context");
  }

  @Override
  public Asked backward(
      Weights weights, Asked asked, Scores scores, Read read, DMatrixRMaj dContext, Weights sum) {
    throw new UnsupportedOperationException(
        "Task 3 of 13-attention is yours to write: all of it back");
  }

  /** The product of two matrices, in a matrix of its own. */
  static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj product = new DMatrixRMaj(left.numRows, right.numCols);
    CommonOps_DDRM.mult(left, right, product);
    return product;
  }

  /** The largest score of a place that counts. */
  static double largest(DMatrixRMaj e, boolean[] counts) {
    double most = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < counts.length; s++) {
      if (counts[s]) {
        most = Math.max(most, e.get(s));
      }
    }
    return most;
  }
}

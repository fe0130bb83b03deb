package e04_bptt;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Backpropagation through time by hand: three tasks, to be checked with {@code unroll check
 * 04-bptt}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#multTransB} multiplies by a transpose, {@link
 * CommonOps_DDRM#multAddTransA} and {@link CommonOps_DDRM#multAddTransB} add such a product to what
 * is there, {@link CommonOps_DDRM#addEquals} adds a matrix. Parts of lists and arrays are had by
 * {@code list.subList(from, to)} and {@link Arrays#copyOfRange}.
 */
public class Bptt implements BackwardThroughTime {
  @Override
  public DMatrixRMaj logitsGradient(DMatrixRMaj o, int[] targets) {
    throw new UnsupportedOperationException(
        "Task 1 of 04-bptt is yours to write: the gradient of the logits");
  }

  @Override
  public Gradients backward(Weights weights, Pass pass, int[][] targets) {
    throw new UnsupportedOperationException(
        "Task 2 of 04-bptt is yours to write: backward through time");
  }

  @Override
  public Gradients truncated(Weights weights, Pass pass, int[][] targets, int window) {
    throw new UnsupportedOperationException(
        "Task 3 of 04-bptt is yours to write: truncated windows");
  }

  /** Gradients of zero, of the parameters' shapes: what everything is added to. */
  static Gradients zeros(Weights weights) {
    return new Gradients(
        weights.wx().createLike(),
        weights.wh().createLike(),
        weights.b().createLike(),
        weights.wo().createLike(),
        weights.c().createLike());
  }

  /** Adds each row (1 x N) of a matrix (B x N) to a sum. Where a batch meets a bias. */
  static void addRows(DMatrixRMaj rows, DMatrixRMaj sum) {
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < rows.numCols; j++) {
        sum.add(0, j, rows.get(i, j));
      }
    }
  }
}

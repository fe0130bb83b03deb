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
    // BEGIN SOLUTION 1
    DMatrixRMaj gradient = o.copy();
    for (int row = 0; row < o.numRows; row++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < o.numCols; j++) {
        largest = Math.max(largest, o.get(row, j));
      }
      double total = 0;
      for (int j = 0; j < o.numCols; j++) {
        gradient.set(row, j, Math.exp(o.get(row, j) - largest));
        total += gradient.get(row, j);
      }
      for (int j = 0; j < o.numCols; j++) {
        gradient.set(row, j, gradient.get(row, j) / total - (j == targets[row] ? 1 : 0));
      }
    }
    return gradient;
    // END SOLUTION 1
  }

  @Override
  public Gradients backward(Weights weights, Pass pass, int[][] targets) {
    // BEGIN SOLUTION 2
    Gradients sum = zeros(weights);
    DMatrixRMaj da = new DMatrixRMaj(pass.h().get(0).numRows, pass.h().get(0).numCols);
    for (int t = pass.x().size(); t >= 1; t--) {
      DMatrixRMaj h = pass.h().get(t);
      DMatrixRMaj logits = logitsGradient(pass.o().get(t - 1), targets[t - 1]);
      DMatrixRMaj dh = new DMatrixRMaj(h.numRows, h.numCols);
      CommonOps_DDRM.multTransB(logits, weights.wo(), dh);
      CommonOps_DDRM.multAddTransB(da, weights.wh(), dh);
      for (int i = 0; i < dh.getNumElements(); i++) {
        dh.set(i, (1 - h.get(i) * h.get(i)) * dh.get(i));
      }
      da = dh;
      CommonOps_DDRM.multAddTransA(h, logits, sum.wo());
      addRows(logits, sum.c());
      CommonOps_DDRM.multAddTransA(pass.x().get(t - 1), da, sum.wx());
      CommonOps_DDRM.multAddTransA(pass.h().get(t - 1), da, sum.wh());
      addRows(da, sum.b());
    }
    return sum;
    // END SOLUTION 2
  }

  @Override
  public Gradients truncated(Weights weights, Pass pass, int[][] targets, int window) {
    // BEGIN SOLUTION 3
    Gradients sum = zeros(weights);
    int steps = pass.x().size();
    for (int from = 0; from < steps; from += window) {
      int to = Math.min(from + window, steps);
      Pass part =
          new Pass(
              pass.x().subList(from, to),
              pass.h().subList(from, to + 1),
              pass.o().subList(from, to));
      Gradients own = backward(weights, part, Arrays.copyOfRange(targets, from, to));
      CommonOps_DDRM.addEquals(sum.wx(), own.wx());
      CommonOps_DDRM.addEquals(sum.wh(), own.wh());
      CommonOps_DDRM.addEquals(sum.b(), own.b());
      CommonOps_DDRM.addEquals(sum.wo(), own.wo());
      CommonOps_DDRM.addEquals(sum.c(), own.c());
    }
    return sum;
    // END SOLUTION 3
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

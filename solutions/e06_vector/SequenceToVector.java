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
    // BEGIN SOLUTION 1
    List<DMatrixRMaj> h = new ArrayList<>();
    h.add(new DMatrixRMaj(lengths.length, weights.wh().numRows));
    for (int t = 1; t <= x.size(); t++) {
      DMatrixRMaj before = h.get(t - 1);
      DMatrixRMaj next = affine(x.get(t - 1), weights.wx(), weights.b());
      CommonOps_DDRM.multAdd(before, weights.wh(), next);
      for (int row = 0; row < next.numRows; row++) {
        for (int j = 0; j < next.numCols; j++) {
          boolean reads = t <= lengths[row];
          next.set(row, j, reads ? Math.tanh(next.get(row, j)) : before.get(row, j));
        }
      }
      h.add(next);
    }
    return new Pass(x, h, affine(h.get(x.size()), weights.wo(), weights.c()));
    // END SOLUTION 1
  }

  @Override
  public Weights backward(Weights weights, Pass pass, DMatrixRMaj output) {
    // BEGIN SOLUTION 2
    Weights sum = zeros(weights);
    DMatrixRMaj last = pass.h().get(pass.x().size());
    CommonOps_DDRM.multAddTransA(last, output, sum.wo());
    addRows(output, sum.c());
    DMatrixRMaj dh = last.createLike();
    CommonOps_DDRM.multTransB(output, weights.wo(), dh);
    for (int t = pass.x().size(); t >= 1; t--) {
      DMatrixRMaj da = last.createLike();
      for (int n = 0; n < da.getNumElements(); n++) {
        double h = pass.h().get(t).get(n);
        da.set(n, (1 - h * h) * dh.get(n));
      }
      CommonOps_DDRM.multAddTransA(pass.x().get(t - 1), da, sum.wx());
      CommonOps_DDRM.multAddTransA(pass.h().get(t - 1), da, sum.wh());
      addRows(da, sum.b());
      CommonOps_DDRM.multTransB(da, weights.wh(), dh);
    }
    return sum;
    // END SOLUTION 2
  }

  @Override
  public Weights ragged(Weights weights, Pass pass, int[] lengths, DMatrixRMaj output) {
    // BEGIN SOLUTION 3
    Weights sum = zeros(weights);
    DMatrixRMaj last = pass.h().get(pass.x().size());
    CommonOps_DDRM.multAddTransA(last, output, sum.wo());
    addRows(output, sum.c());
    DMatrixRMaj dh = last.createLike();
    CommonOps_DDRM.multTransB(output, weights.wo(), dh);
    for (int t = pass.x().size(); t >= 1; t--) {
      DMatrixRMaj da = last.createLike();
      for (int n = 0; n < da.getNumElements(); n++) {
        if (t <= lengths[n / da.numCols]) {
          double h = pass.h().get(t).get(n);
          da.set(n, (1 - h * h) * dh.get(n));
          dh.set(n, 0);
        }
      }
      CommonOps_DDRM.multAddTransA(pass.x().get(t - 1), da, sum.wx());
      CommonOps_DDRM.multAddTransA(pass.h().get(t - 1), da, sum.wh());
      addRows(da, sum.b());
      CommonOps_DDRM.multAddTransB(da, weights.wh(), dh);
    }
    return sum;
    // END SOLUTION 3
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

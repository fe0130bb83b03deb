package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A stack, a deep transition, and the skip that bridges it: three tasks, to be checked with {@code
 * unroll check 11-deep}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#multAdd} adds a product to what is there, {@link
 * CommonOps_DDRM#multTransB} multiplies by a transpose, {@link CommonOps_DDRM#multAddTransB} does
 * both. Results grow in an {@link ArrayList}. The helpers at the end of the file are given.
 */
public class Deep implements DeepCells {
  @Override
  public List<DMatrixRMaj> stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before) {
    throw new UnsupportedOperationException(
        "Task 1 of 11-deep is yours to write: one step of a stack");
  }

  @Override
  public List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    throw new UnsupportedOperationException(
        "Task 2 of 11-deep is yours to write: an MLP between two states");
  }

  @Override
  public Bridged bridge(
      Transition cell,
      DMatrixRMaj skip,
      DMatrixRMaj before,
      List<DMatrixRMaj> u,
      DMatrixRMaj gradient) {
    throw new UnsupportedOperationException(
        "Task 3 of 11-deep is yours to write: the skip, there and back");
  }

  /** The sum b + x W (B x H) for x (B x N), in a matrix of its own. */
  static DMatrixRMaj affine(DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj b) {
    DMatrixRMaj a = new DMatrixRMaj(x.numRows, w.numCols);
    CommonOps_DDRM.mult(x, w, a);
    for (int row = 0; row < a.numRows; row++) {
      for (int j = 0; j < a.numCols; j++) {
        a.add(row, j, b.get(0, j));
      }
    }
    return a;
  }

  /** The tanh of each entry, in a matrix of its own. */
  static DMatrixRMaj tanh(DMatrixRMaj a) {
    DMatrixRMaj h = a.createLike();
    for (int n = 0; n < a.getNumElements(); n++) {
      h.set(n, Math.tanh(a.get(n)));
    }
    return h;
  }

  /** The gradient by a, from that by h = tanh(a): entry by entry times 1 - h^2. */
  static DMatrixRMaj throughTanh(DMatrixRMaj gradient, DMatrixRMaj h) {
    DMatrixRMaj da = h.createLike();
    for (int n = 0; n < h.getNumElements(); n++) {
      da.set(n, gradient.get(n) * (1 - h.get(n) * h.get(n)));
    }
    return da;
  }
}

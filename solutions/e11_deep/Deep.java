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
    // BEGIN SOLUTION 1
    List<DMatrixRMaj> after = new ArrayList<>();
    DMatrixRMaj below = x;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      DMatrixRMaj a = affine(below, layer.wx(), layer.b());
      CommonOps_DDRM.multAdd(before.get(l), layer.wh(), a);
      below = tanh(a);
      after.add(below);
    }
    return after;
    // END SOLUTION 1
  }

  @Override
  public List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    // BEGIN SOLUTION 2
    DMatrixRMaj a = affine(x, cell.first().wx(), cell.first().b());
    CommonOps_DDRM.multAdd(before, cell.first().wh(), a);
    List<DMatrixRMaj> u = new ArrayList<>(List.of(tanh(a)));
    for (Dense map : cell.rest()) {
      u.add(tanh(affine(u.get(u.size() - 1), map.w(), map.b())));
    }
    return u;
    // END SOLUTION 2
  }

  @Override
  public Bridged bridge(
      Transition cell,
      DMatrixRMaj skip,
      DMatrixRMaj before,
      List<DMatrixRMaj> u,
      DMatrixRMaj gradient) {
    // BEGIN SOLUTION 3
    List<Dense> rest = cell.rest();
    int top = rest.size() - 1;
    DMatrixRMaj a = affine(u.get(top), rest.get(top).w(), rest.get(top).b());
    CommonOps_DDRM.multAdd(before, skip, a);
    DMatrixRMaj state = tanh(a);
    DMatrixRMaj da = throughTanh(gradient, state);
    DMatrixRMaj back = before.createLike();
    CommonOps_DDRM.multTransB(da, skip, back);
    for (int l = top; l >= 0; l--) {
      DMatrixRMaj du = before.createLike();
      CommonOps_DDRM.multTransB(da, rest.get(l).w(), du);
      da = throughTanh(du, u.get(l));
    }
    CommonOps_DDRM.multAddTransB(da, cell.first().wh(), back);
    return new Bridged(state, back);
    // END SOLUTION 3
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

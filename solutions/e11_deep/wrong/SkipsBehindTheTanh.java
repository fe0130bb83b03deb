package e11_deep;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Adds the skip to the new state, as a residual network does. */
// Breaks task 3, and the message names: behind the tanh
public class SkipsBehindTheTanh extends Deep {
  @Override
  public Bridged bridge(
      Transition cell,
      DMatrixRMaj skip,
      DMatrixRMaj before,
      List<DMatrixRMaj> u,
      DMatrixRMaj gradient) {
    List<Dense> rest = cell.rest();
    int top = rest.size() - 1;
    DMatrixRMaj a = affine(u.get(top), rest.get(top).w(), rest.get(top).b());
    DMatrixRMaj state = tanh(a);
    CommonOps_DDRM.multAdd(before, skip, state);
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
  }
}

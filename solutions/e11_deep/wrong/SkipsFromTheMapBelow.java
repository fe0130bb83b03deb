package e11_deep;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The skip bridges nothing: it reads what the last map reads anyway. */
// Breaks task 3, and the message names: it takes the state before
public class SkipsFromTheMapBelow extends Deep {
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
    CommonOps_DDRM.multAdd(u.get(top), skip, a);
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
  }
}

package e11_deep;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Only the short way counts. */
// Breaks task 3, and the message names: way through the maps is missing
public class ForgetsTheMaps extends Deep {
  @Override
  public Bridged bridge(
      Transition cell,
      DMatrixRMaj skip,
      DMatrixRMaj before,
      List<DMatrixRMaj> u,
      DMatrixRMaj gradient) {
    Dense last = cell.rest().get(cell.rest().size() - 1);
    DMatrixRMaj a = affine(u.get(cell.rest().size() - 1), last.w(), last.b());
    CommonOps_DDRM.multAdd(before, skip, a);
    DMatrixRMaj state = tanh(a);
    DMatrixRMaj back = before.createLike();
    CommonOps_DDRM.multTransB(throughTanh(gradient, state), skip, back);
    return new Bridged(state, back);
  }
}

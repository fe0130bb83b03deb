package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The last map is linear, as in an MLP that ends in logits. */
// Breaks task 2, and the message names: last map has no tanh
public class EndsWithoutTanh extends Deep {
  @Override
  public List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    DMatrixRMaj a = affine(x, cell.first().wx(), cell.first().b());
    CommonOps_DDRM.multAdd(before, cell.first().wh(), a);
    List<DMatrixRMaj> u = new ArrayList<>(List.of(tanh(a)));
    for (Dense map : cell.rest()) {
      u.add(tanh(affine(u.get(u.size() - 1), map.w(), map.b())));
    }
    if (!cell.rest().isEmpty()) {
      Dense last = cell.rest().get(cell.rest().size() - 1);
      u.set(u.size() - 1, affine(u.get(u.size() - 2), last.w(), last.b()));
    }
    return u;
  }
}

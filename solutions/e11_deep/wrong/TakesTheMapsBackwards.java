package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Goes through the list of maps from its end. */
// Breaks task 2, and the message names: from the last to the first
public class TakesTheMapsBackwards extends Deep {
  @Override
  public List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    DMatrixRMaj a = affine(x, cell.first().wx(), cell.first().b());
    CommonOps_DDRM.multAdd(before, cell.first().wh(), a);
    List<DMatrixRMaj> u = new ArrayList<>(List.of(tanh(a)));
    for (int l = cell.rest().size() - 1; l >= 0; l--) {
      Dense map = cell.rest().get(l);
      u.add(tanh(affine(u.get(u.size() - 1), map.w(), map.b())));
    }
    return u;
  }
}

package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The state before is added in at every map. */
// Breaks task 2, and the message names: it enters at map 1 and nowhere else
public class EntersEveryMap extends Deep {
  @Override
  public List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    DMatrixRMaj a = affine(x, cell.first().wx(), cell.first().b());
    CommonOps_DDRM.multAdd(before, cell.first().wh(), a);
    List<DMatrixRMaj> u = new ArrayList<>(List.of(tanh(a)));
    for (Dense map : cell.rest()) {
      DMatrixRMaj sum = affine(u.get(u.size() - 1), map.w(), map.b());
      CommonOps_DDRM.multAdd(before, cell.first().wh(), sum);
      u.add(tanh(sum));
    }
    return u;
  }
}

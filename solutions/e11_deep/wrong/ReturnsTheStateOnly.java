package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Gives the new state and keeps what led to it, which the way back needs. */
// Breaks task 2, and the message names: expected 3 entries, came 1
public class ReturnsTheStateOnly extends Deep {
  @Override
  public List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    DMatrixRMaj a = affine(x, cell.first().wx(), cell.first().b());
    CommonOps_DDRM.multAdd(before, cell.first().wh(), a);
    List<DMatrixRMaj> u = new ArrayList<>(List.of(tanh(a)));
    for (Dense map : cell.rest()) {
      u.add(tanh(affine(u.get(u.size() - 1), map.w(), map.b())));
    }
    return List.of(u.get(u.size() - 1));
  }
}

package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Every map reads u_1: a fan, not a chain. */
// Breaks task 2, and the message names: each map reads the one before it
public class ReadsTheFirstMap extends Deep {
  @Override
  public List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    DMatrixRMaj a = affine(x, cell.first().wx(), cell.first().b());
    CommonOps_DDRM.multAdd(before, cell.first().wh(), a);
    List<DMatrixRMaj> u = new ArrayList<>(List.of(tanh(a)));
    for (Dense map : cell.rest()) {
      u.add(tanh(affine(u.get(0), map.w(), map.b())));
    }
    return u;
  }
}

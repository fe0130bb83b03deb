package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Multiplies from the left, as the lecture's columns do. */
// Breaks task 2, and the message names: W_2 is transposed
public class TransposesTheMaps extends Deep {
  @Override
  public List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    DMatrixRMaj a = affine(x, cell.first().wx(), cell.first().b());
    CommonOps_DDRM.multAdd(before, cell.first().wh(), a);
    List<DMatrixRMaj> u = new ArrayList<>(List.of(tanh(a)));
    for (Dense map : cell.rest()) {
      DMatrixRMaj w = CommonOps_DDRM.transpose(map.w(), null);
      u.add(tanh(affine(u.get(u.size() - 1), w, map.b())));
    }
    return u;
  }
}

package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** An MLP of the input alone: nothing is remembered. */
// Breaks task 2, and the message names: recurrent term h Wh is missing
public class ForgetsTheStateBefore extends Deep {
  @Override
  public List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    DMatrixRMaj a = affine(x, cell.first().wx(), cell.first().b());
    List<DMatrixRMaj> u = new ArrayList<>(List.of(tanh(a)));
    for (Dense map : cell.rest()) {
      u.add(tanh(affine(u.get(u.size() - 1), map.w(), map.b())));
    }
    return u;
  }
}

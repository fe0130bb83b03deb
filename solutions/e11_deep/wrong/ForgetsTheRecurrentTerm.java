package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The layers are stacked, but none remembers. */
// Breaks task 1, and the message names: recurrent term h_l Wh_l is missing
public class ForgetsTheRecurrentTerm extends Deep {
  @Override
  public List<DMatrixRMaj> stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before) {
    List<DMatrixRMaj> after = new ArrayList<>();
    DMatrixRMaj below = x;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      DMatrixRMaj a = affine(below, layer.wx(), layer.b());
      below = tanh(a);
      after.add(below);
    }
    return after;
  }
}

package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** No layer has a bias. */
// Breaks task 1, and the message names: bias is missing
public class ForgetsTheBias extends Deep {
  @Override
  public List<DMatrixRMaj> stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before) {
    List<DMatrixRMaj> after = new ArrayList<>();
    DMatrixRMaj below = x;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      DMatrixRMaj a = affine(below, layer.wx(), layer.b().createLike());
      CommonOps_DDRM.multAdd(before.get(l), layer.wh(), a);
      below = tanh(a);
      after.add(below);
    }
    return after;
  }
}

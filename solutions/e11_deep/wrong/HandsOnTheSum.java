package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The layer above gets the sum, not its tanh. */
// Breaks task 1, and the message names: what goes into the tanh of layer 1
public class HandsOnTheSum extends Deep {
  @Override
  public List<DMatrixRMaj> stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before) {
    List<DMatrixRMaj> after = new ArrayList<>();
    DMatrixRMaj below = x;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      DMatrixRMaj a = affine(below, layer.wx(), layer.b());
      CommonOps_DDRM.multAdd(before.get(l), layer.wh(), a);
      below = a;
      after.add(tanh(a));
    }
    return after;
  }
}

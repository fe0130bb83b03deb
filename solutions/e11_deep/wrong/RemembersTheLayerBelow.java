package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * One state variable is carried on from layer to layer, so that a layer remembers the one below.
 */
// Breaks task 1, and the message names: takes the state of the layer below
public class RemembersTheLayerBelow extends Deep {
  @Override
  public List<DMatrixRMaj> stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before) {
    List<DMatrixRMaj> after = new ArrayList<>();
    DMatrixRMaj below = x;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      DMatrixRMaj a = affine(below, layer.wx(), layer.b());
      DMatrixRMaj other = before.get(Math.max(0, l - 1));
      boolean fits = other.numCols == layer.wh().numRows;
      CommonOps_DDRM.multAdd(fits ? other : before.get(l), layer.wh(), a);
      below = tanh(a);
      after.add(below);
    }
    return after;
  }
}

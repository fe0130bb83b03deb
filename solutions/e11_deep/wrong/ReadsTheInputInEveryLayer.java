package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The layers stand side by side: all read the input, none the layer below. */
// Breaks task 1, and the message names: it reads the input x
public class ReadsTheInputInEveryLayer extends Deep {
  @Override
  public List<DMatrixRMaj> stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before) {
    List<DMatrixRMaj> after = new ArrayList<>();
    DMatrixRMaj below = x;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      DMatrixRMaj a =
          affine(l == 0 || x.numCols != layer.wx().numRows ? below : x, layer.wx(), layer.b());
      CommonOps_DDRM.multAdd(before.get(l), layer.wh(), a);
      below = tanh(a);
      after.add(below);
    }
    return after;
  }
}

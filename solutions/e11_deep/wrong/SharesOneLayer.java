package e11_deep;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** One layer's weights serve all layers, as they serve all steps. */
// Breaks task 1, and the message names: weights of layer 1 serve all layers
public class SharesOneLayer extends Deep {
  @Override
  public List<DMatrixRMaj> stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before) {
    List<DMatrixRMaj> after = new ArrayList<>();
    DMatrixRMaj below = x;
    for (int l = 0; l < layers.size(); l++) {
      boolean fits = sameShape(layers.get(0).wx(), layers.get(l).wx());
      Layer layer = fits ? layers.get(0) : layers.get(l);
      DMatrixRMaj a = affine(below, layer.wx(), layer.b());
      CommonOps_DDRM.multAdd(before.get(l), layer.wh(), a);
      below = tanh(a);
      after.add(below);
    }
    return after;
  }

  private static boolean sameShape(DMatrixRMaj a, DMatrixRMaj b) {
    return a.numRows == b.numRows && a.numCols == b.numCols;
  }
}

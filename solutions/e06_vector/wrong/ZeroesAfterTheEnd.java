package e06_vector;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Masks by multiplying with 0 and adds nothing back. */
// Breaks task 1, and the message names: set to zero after the end
public class ZeroesAfterTheEnd extends SequenceToVector {
  @Override
  public Pass read(Weights weights, List<DMatrixRMaj> x, int[] lengths) {
    List<DMatrixRMaj> h = new ArrayList<>();
    h.add(new DMatrixRMaj(lengths.length, weights.wh().numRows));
    for (int t = 1; t <= x.size(); t++) {
      DMatrixRMaj before = h.get(t - 1);
      DMatrixRMaj next = affine(x.get(t - 1), weights.wx(), weights.b());
      CommonOps_DDRM.multAdd(before, weights.wh(), next);
      for (int row = 0; row < next.numRows; row++) {
        for (int j = 0; j < next.numCols; j++) {
          boolean reads = t <= lengths[row];
          next.set(row, j, reads ? Math.tanh(next.get(row, j)) : 0);
        }
      }
      h.add(next);
    }
    return new Pass(x, h, affine(h.get(x.size()), weights.wo(), weights.c()));
  }
}

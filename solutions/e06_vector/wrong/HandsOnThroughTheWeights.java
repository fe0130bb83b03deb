package e06_vector;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Goes through Wh where the state was only held. */
// Breaks task 3, and the message names: still multiplies by Wh
public class HandsOnThroughTheWeights extends SequenceToVector {
  @Override
  public Weights ragged(Weights weights, Pass pass, int[] lengths, DMatrixRMaj output) {
    Weights sum = zeros(weights);
    DMatrixRMaj last = pass.h().get(pass.x().size());
    CommonOps_DDRM.multAddTransA(last, output, sum.wo());
    addRows(output, sum.c());
    DMatrixRMaj dh = last.createLike();
    CommonOps_DDRM.multTransB(output, weights.wo(), dh);
    for (int t = pass.x().size(); t >= 1; t--) {
      DMatrixRMaj da = last.createLike();
      for (int n = 0; n < da.getNumElements(); n++) {
        double h = pass.h().get(t).get(n);
        da.set(n, t <= lengths[n / da.numCols] ? (1 - h * h) * dh.get(n) : 0);
        dh.set(n, t <= lengths[n / da.numCols] ? 0 : dh.get(n));
      }
      CommonOps_DDRM.multAddTransA(pass.x().get(t - 1), da, sum.wx());
      CommonOps_DDRM.multAddTransA(pass.h().get(t - 1), da, sum.wh());
      addRows(da, sum.b());
      CommonOps_DDRM.addEquals(da, dh);
      CommonOps_DDRM.multTransB(da, weights.wh(), dh);
    }
    return sum;
  }
}

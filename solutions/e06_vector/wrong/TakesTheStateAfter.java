package e06_vector;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Blames Wh with the state after the step. */
// Breaks task 2, and the message names: one step off
public class TakesTheStateAfter extends SequenceToVector {
  @Override
  public Weights backward(Weights weights, Pass pass, DMatrixRMaj output) {
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
        da.set(n, (1 - h * h) * dh.get(n));
      }
      CommonOps_DDRM.multAddTransA(pass.x().get(t - 1), da, sum.wx());
      CommonOps_DDRM.multAddTransA(pass.h().get(t), da, sum.wh());
      addRows(da, sum.b());
      CommonOps_DDRM.multTransB(da, weights.wh(), dh);
    }
    return sum;
  }
}

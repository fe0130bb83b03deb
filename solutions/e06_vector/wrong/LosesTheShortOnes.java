package e06_vector;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Masks da and forgets that a held step hands dh on. */
// Breaks task 3, and the message names: is lost
public class LosesTheShortOnes extends SequenceToVector {
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
        if (t <= lengths[n / da.numCols]) {
          double h = pass.h().get(t).get(n);
          da.set(n, (1 - h * h) * dh.get(n));
          dh.set(n, 0);
        }
      }
      CommonOps_DDRM.multAddTransA(pass.x().get(t - 1), da, sum.wx());
      CommonOps_DDRM.multAddTransA(pass.h().get(t - 1), da, sum.wh());
      addRows(da, sum.b());
      CommonOps_DDRM.multTransB(da, weights.wh(), dh);
    }
    return sum;
  }
}

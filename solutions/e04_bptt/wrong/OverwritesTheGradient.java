package e04_bptt;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Assigns where it should add: the first step overwrites all later ones. */
// Breaks task 2, and the message names: overwrites
public class OverwritesTheGradient extends Bptt {
  @Override
  public Gradients backward(Weights weights, Pass pass, int[][] targets) {
    Gradients sum = zeros(weights);
    DMatrixRMaj da = pass.h().get(0).createLike();
    for (int t = pass.x().size(); t >= 1; t--) {
      DMatrixRMaj h = pass.h().get(t);
      DMatrixRMaj logits = logitsGradient(pass.o().get(t - 1), targets[t - 1]);
      DMatrixRMaj dh = h.createLike();
      CommonOps_DDRM.multTransB(logits, weights.wo(), dh);
      CommonOps_DDRM.multAddTransB(da, weights.wh(), dh);
      for (int i = 0; i < dh.getNumElements(); i++) {
        dh.set(i, (1 - h.get(i) * h.get(i)) * dh.get(i));
      }
      da = dh;
      CommonOps_DDRM.multAddTransA(h, logits, sum.wo());
      addRows(logits, sum.c());
      CommonOps_DDRM.multTransA(pass.x().get(t - 1), da, sum.wx());
      CommonOps_DDRM.multTransA(pass.h().get(t - 1), da, sum.wh());
      addRows(da, sum.b());
    }
    return sum;
  }
}

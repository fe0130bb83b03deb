package e18_glimpses;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Assigns where it should add: what other glimpses taught is lost. */
// Breaks task 3, and the message names: overwrite
public class OverwritesTheGradient extends Glimpses {
  @Override
  public DMatrixRMaj reinforce(Policy policy, Looked looked, double sigma, Policy sum) {
    int batch = looked.states().numRows;
    DMatrixRMaj da = affine(looked.states(), policy.wl(), policy.bl());
    DMatrixRMaj dBase = affine(looked.states(), policy.wv(), policy.bv());
    DMatrixRMaj advantages = new DMatrixRMaj(batch, 1);
    for (int b = 0; b < batch; b++) {
      double advantage = looked.rewards().get(b) - dBase.get(b);
      advantages.set(b, advantage);
      dBase.set(b, -2 * advantage / batch);
      for (int j = 0; j < 2; j++) {
        double mu = Math.tanh(da.get(b, j));
        double pull = (looked.places().get(b, j) - mu) / (sigma * sigma);
        da.set(b, j, -advantage * pull * (1 - mu * mu) / batch);
      }
    }
    CommonOps_DDRM.multTransA(looked.states(), da, sum.wl());
    CommonOps_DDRM.sumCols(da, sum.bl());
    CommonOps_DDRM.multTransA(looked.states(), dBase, sum.wv());
    CommonOps_DDRM.sumCols(dBase, sum.bv());
    return advantages;
  }
}

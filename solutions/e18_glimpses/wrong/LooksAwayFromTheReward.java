package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Descends where it should climb: what was rewarded is done less. */
// Breaks task 3, and the message names: it has the wrong sign: what was rewarded
public class LooksAwayFromTheReward extends Glimpses {
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
        da.set(b, j, advantage * pull * (1 - mu * mu) / batch);
      }
    }
    addGradients(looked.states(), da, sum.wl(), sum.bl());
    addGradients(looked.states(), dBase, sum.wv(), sum.bv());
    return advantages;
  }
}

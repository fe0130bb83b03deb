package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** The lesson's planted bug: rewards only, and all of them push. */
// Breaks task 3, and the message names: the baseline is missing: R stands where A should
public class ForgetsTheBaseline extends Glimpses {
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
        da.set(b, j, -looked.rewards().get(b) * pull * (1 - mu * mu) / batch);
      }
    }
    addGradients(looked.states(), da, sum.wl(), sum.bl());
    addGradients(looked.states(), dBase, sum.wv(), sum.bv());
    return advantages;
  }
}

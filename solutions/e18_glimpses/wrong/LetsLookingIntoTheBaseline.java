package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Takes A for a function of the baseline in the loss of looking too. */
// Breaks task 3, and the message names: looking has a say in the baseline
public class LetsLookingIntoTheBaseline extends Glimpses {
  @Override
  public DMatrixRMaj reinforce(Policy policy, Looked looked, double sigma, Policy sum) {
    int batch = looked.states().numRows;
    DMatrixRMaj da = affine(looked.states(), policy.wl(), policy.bl());
    DMatrixRMaj dBase = affine(looked.states(), policy.wv(), policy.bv());
    DMatrixRMaj advantages = new DMatrixRMaj(batch, 1);
    for (int b = 0; b < batch; b++) {
      double advantage = looked.rewards().get(b) - dBase.get(b);
      advantages.set(b, advantage);
      dBase.set(b, -2 * advantage / batch - Math.log(2 * Math.PI * sigma * sigma) / batch);
      for (int j = 0; j < 2; j++) {
        double mu = Math.tanh(da.get(b, j));
        double pull = (looked.places().get(b, j) - mu) / (sigma * sigma);
        da.set(b, j, -advantage * pull * (1 - mu * mu) / batch);
        dBase.set(b, dBase.get(b) - pull * pull * sigma * sigma / 2 / batch);
      }
    }
    addGradients(looked.states(), da, sum.wl(), sum.bl());
    addGradients(looked.states(), dBase, sum.wv(), sum.bv());
    return advantages;
  }
}

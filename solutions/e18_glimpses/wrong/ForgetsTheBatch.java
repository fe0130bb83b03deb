package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Adds up over the images. */
// Breaks task 3, and the message names: summed over the batch
public class ForgetsTheBatch extends Glimpses {
  @Override
  public DMatrixRMaj reinforce(Policy policy, Looked looked, double sigma, Policy sum) {
    int batch = looked.states().numRows;
    DMatrixRMaj da = affine(looked.states(), policy.wl(), policy.bl());
    DMatrixRMaj dBase = affine(looked.states(), policy.wv(), policy.bv());
    DMatrixRMaj advantages = new DMatrixRMaj(batch, 1);
    for (int b = 0; b < batch; b++) {
      double advantage = looked.rewards().get(b) - dBase.get(b);
      advantages.set(b, advantage);
      dBase.set(b, -2 * advantage);
      for (int j = 0; j < 2; j++) {
        double mu = Math.tanh(da.get(b, j));
        double pull = (looked.places().get(b, j) - mu) / (sigma * sigma);
        da.set(b, j, -advantage * pull * (1 - mu * mu));
      }
    }
    addGradients(looked.states(), da, sum.wl(), sum.bl());
    addGradients(looked.states(), dBase, sum.wv(), sum.bv());
    return advantages;
  }
}

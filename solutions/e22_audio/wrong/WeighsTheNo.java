package e22_audio;

import org.ejml.data.DMatrixRMaj;

/** The weight on the wrong side. */
// Breaks task 2, and the message names: belongs to the yes
public class WeighsTheNo extends Detector {
  @Override
  public Loss loss(DMatrixRMaj logits, DMatrixRMaj targets, boolean[] counts, double weight) {
    double counted = number(counts);
    DMatrixRMaj gradient = logits.createLike();
    double nats = 0;
    for (int t = 0; t < counts.length; t++) {
      for (int k = 0; counts[t] && k < logits.numCols; k++) {
        double a = logits.get(t, k);
        double yes = targets.get(t, k);
        double no = weight * (1 - targets.get(t, k));
        double p = 1 / (1 + Math.exp(-a));
        nats += (yes * softplus(-a) + no * softplus(a)) / counted;
        gradient.set(t, k, (no * p - yes * (1 - p)) / counted);
      }
    }
    return new Loss(nats, gradient);
  }
}

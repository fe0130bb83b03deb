package e22_audio;

import org.ejml.data.DMatrixRMaj;

/** Minus ln p, where p may be 0. */
// Breaks task 2, and the message names: softplus
public class TakesLogarithmsOfProbabilities extends Detector {
  @Override
  public Loss loss(DMatrixRMaj logits, DMatrixRMaj targets, boolean[] counts, double weight) {
    double counted = number(counts);
    DMatrixRMaj gradient = logits.createLike();
    double nats = 0;
    for (int t = 0; t < counts.length; t++) {
      for (int k = 0; counts[t] && k < logits.numCols; k++) {
        double a = logits.get(t, k);
        double yes = weight * targets.get(t, k);
        double no = 1 - targets.get(t, k);
        double p = 1 / (1 + Math.exp(-a));
        nats += (-yes * Math.log(p) - no * Math.log(1 - p)) / counted;
        gradient.set(t, k, (no * p - yes * (1 - p)) / counted);
      }
    }
    return new Loss(nats, gradient);
  }
}

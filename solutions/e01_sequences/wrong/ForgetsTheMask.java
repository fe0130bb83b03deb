package e01_sequences;

import org.ejml.data.DMatrixRMaj;

/** Averages the padding with the rest. */
// Breaks task 3, and the message names: the mask is missing
public class ForgetsTheMask extends Sequences {
  @Override
  public MeanLoss meanLoss(DMatrixRMaj losses, int[] lengths) {
    double counted = losses.getNumElements();
    double mean = 0;
    DMatrixRMaj gradient = losses.createLike();
    for (int i = 0; i < losses.getNumElements(); i++) {
      mean += losses.get(i) / counted;
      gradient.set(i, 1 / counted);
    }
    return new MeanLoss(mean, gradient);
  }
}

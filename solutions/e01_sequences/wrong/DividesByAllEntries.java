package e01_sequences;

import org.ejml.data.DMatrixRMaj;

/** Leaves the padding out of the sum, but not out of the number that divides it. */
// Breaks task 3, and the message names: it is divided by all T B entries
public class DividesByAllEntries extends Sequences {
  @Override
  public MeanLoss meanLoss(DMatrixRMaj losses, int[] lengths) {
    double counted = losses.getNumElements();
    double mean = 0;
    DMatrixRMaj gradient = losses.createLike();
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        mean += losses.get(t, b) / counted;
        gradient.set(t, b, 1 / counted);
      }
    }
    return new MeanLoss(mean, gradient);
  }
}

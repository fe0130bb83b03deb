package e01_sequences;

import org.ejml.data.DMatrixRMaj;

/** Averages each sequence, then the sequences: short ones weigh more. */
// Breaks task 3, and the message names: each sequence is averaged first
public class AveragesTheAverages extends Sequences {
  @Override
  public MeanLoss meanLoss(DMatrixRMaj losses, int[] lengths) {
    double mean = 0;
    DMatrixRMaj gradient = losses.createLike();
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        double share = 1.0 / (lengths[b] * lengths.length);
        mean += losses.get(t, b) * share;
        gradient.set(t, b, share);
      }
    }
    return new MeanLoss(mean, gradient);
  }
}

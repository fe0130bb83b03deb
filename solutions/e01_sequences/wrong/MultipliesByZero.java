package e01_sequences;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Multiplies the padding by a mask of zeros: NaN stays NaN. */
// Breaks task 3, and the message names: NaN times 0 is NaN
public class MultipliesByZero extends Sequences {
  @Override
  public MeanLoss meanLoss(DMatrixRMaj losses, int[] lengths) {
    double counted = Arrays.stream(lengths).sum();
    double mean = 0;
    DMatrixRMaj gradient = losses.createLike();
    for (int t = 0; t < losses.numRows; t++) {
      for (int b = 0; b < lengths.length; b++) {
        double mask = t < lengths[b] ? 1 : 0;
        mean += mask * losses.get(t, b) / counted;
        gradient.set(t, b, mask / counted);
      }
    }
    return new MeanLoss(mean, gradient);
  }
}

package e01_sequences;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Takes the length for the last step: off by one in time. */
// Breaks task 3, and the message names: one step too many
public class CountsOneStepTooMany extends Sequences {
  @Override
  public MeanLoss meanLoss(DMatrixRMaj losses, int[] lengths) {
    double counted = Arrays.stream(lengths).sum();
    double mean = 0;
    DMatrixRMaj gradient = losses.createLike();
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t <= lengths[b] && t < losses.numRows; t++) {
        mean += losses.get(t, b) / counted;
        gradient.set(t, b, 1 / counted);
      }
    }
    return new MeanLoss(mean, gradient);
  }
}

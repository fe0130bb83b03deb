package e21_captions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Sums the loss, but means the gradient. */
// Breaks task 2, and the message names: the sum, not the mean
public class AddsUp extends Captions {
  @Override
  public Loss loss(List<DMatrixRMaj> logits, int[][] targets) {
    double count = Arrays.stream(targets).flatMapToInt(Arrays::stream).filter(y -> y >= 0).count();
    double nats = 0;
    List<DMatrixRMaj> gradients = new ArrayList<>();
    for (int t = 0; t < targets.length; t++) {
      DMatrixRMaj gradient = logits.get(t).createLike();
      for (int row = 0; row < targets[t].length; row++) {
        int y = targets[t][row];
        for (int k = 0; k < gradient.numCols && y != MASKED; k++) {
          double log = logits.get(t).get(row, k) - logOfSum(logits.get(t), row);
          gradient.set(row, k, (Math.exp(log) - (k == y ? 1 : 0)) / count);
          nats -= k == y ? log : 0;
        }
      }
      gradients.add(gradient);
    }
    return new Loss(nats, gradients);
  }
}

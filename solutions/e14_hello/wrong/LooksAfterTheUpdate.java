package e14_hello;

import java.util.Arrays;
import org.ejml.dense.row.CommonOps_DDRM;

/** Notes the loss of a step when the weights have moved already. */
// Breaks task 1, and the message names: taken after the updates
public class LooksAfterTheUpdate extends Hello {
  @Override
  public double[] train(Weights weights, int[] word, double rate, int steps) {
    int[] read = Arrays.copyOfRange(word, 0, word.length - 1);
    int[] wanted = Arrays.copyOfRange(word, 1, word.length);
    double[] losses = new double[steps];
    for (int step = 0; step < steps; step++) {
      Weights gradient = zeros(weights);
      addGradients(weights, read, wanted, gradient);
      CommonOps_DDRM.addEquals(weights.wx(), -rate, gradient.wx());
      CommonOps_DDRM.addEquals(weights.wh(), -rate, gradient.wh());
      CommonOps_DDRM.addEquals(weights.b(), -rate, gradient.b());
      CommonOps_DDRM.addEquals(weights.wo(), -rate, gradient.wo());
      CommonOps_DDRM.addEquals(weights.c(), -rate, gradient.c());
      losses[step] = addGradients(weights, read, wanted, zeros(weights));
    }
    return losses;
  }
}

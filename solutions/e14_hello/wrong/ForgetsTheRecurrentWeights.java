package e14_hello;

import java.util.Arrays;
import org.ejml.dense.row.CommonOps_DDRM;

/** Trains all but the memory. */
// Breaks task 1, and the message names: Wh is as it was
public class ForgetsTheRecurrentWeights extends Hello {
  @Override
  public double[] train(Weights weights, int[] word, double rate, int steps) {
    int[] read = Arrays.copyOfRange(word, 0, word.length - 1);
    int[] wanted = Arrays.copyOfRange(word, 1, word.length);
    double[] losses = new double[steps];
    for (int step = 0; step < steps; step++) {
      Weights gradient = zeros(weights);
      losses[step] = addGradients(weights, read, wanted, gradient);
      CommonOps_DDRM.addEquals(weights.wx(), -rate, gradient.wx());
      CommonOps_DDRM.addEquals(weights.b(), -rate, gradient.b());
      CommonOps_DDRM.addEquals(weights.wo(), -rate, gradient.wo());
      CommonOps_DDRM.addEquals(weights.c(), -rate, gradient.c());
    }
    return losses;
  }
}

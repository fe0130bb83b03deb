package e14_hello;

import java.util.Arrays;
import org.ejml.dense.row.CommonOps_DDRM;

/** Takes the characters that are read for the targets: no shift by one. */
// Breaks task 1, and the message names: the targets are the inputs
public class PredictsWhatItReads extends Hello {
  @Override
  public double[] train(Weights weights, int[] word, double rate, int steps) {
    int[] read = Arrays.copyOfRange(word, 0, word.length - 1);
    int[] wanted = Arrays.copyOfRange(word, 0, word.length - 1);
    double[] losses = new double[steps];
    for (int step = 0; step < steps; step++) {
      Weights gradient = zeros(weights);
      losses[step] = addGradients(weights, read, wanted, gradient);
      CommonOps_DDRM.addEquals(weights.wx(), -rate, gradient.wx());
      CommonOps_DDRM.addEquals(weights.wh(), -rate, gradient.wh());
      CommonOps_DDRM.addEquals(weights.b(), -rate, gradient.b());
      CommonOps_DDRM.addEquals(weights.wo(), -rate, gradient.wo());
      CommonOps_DDRM.addEquals(weights.c(), -rate, gradient.c());
    }
    return losses;
  }
}

package e14_hello;

import java.util.Arrays;

/** Has no answer at temperature 0. */
// Breaks task 2, and the message names: divided by zero
public class DividesByZero extends Hello {
  @Override
  public double[] probabilities(double[] logits, double temperature) {
    double most = Arrays.stream(logits).max().orElse(0);
    double total = 0;
    double[] p = new double[logits.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp((logits[k] - most) / temperature);
      total += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= total;
    }
    return p;
  }
}

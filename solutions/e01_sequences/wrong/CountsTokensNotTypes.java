package e01_sequences;

import java.util.Arrays;

/** Takes all followers for d(h), not the different ones. */
// Breaks task 2, and the message names: not the different ones
public class CountsTokensNotTypes extends Sequences {
  @Override
  public double[] probabilities(int[][] followers) {
    double[] p = new double[followers[0].length];
    Arrays.fill(p, 1.0 / p.length);
    for (int[] counts : followers) {
      int all = Arrays.stream(counts).sum();
      if (all > 0) {
        for (int w = 0; w < p.length; w++) {
          p[w] = (counts[w] + all * p[w]) / (all + all);
        }
      }
    }
    return p;
  }
}

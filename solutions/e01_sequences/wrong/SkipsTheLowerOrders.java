package e01_sequences;

import java.util.Arrays;

/** Mixes the longest context with the uniform distribution, past all orders between. */
// Breaks task 2, and the message names: the lower order is skipped
public class SkipsTheLowerOrders extends Sequences {
  @Override
  public double[] probabilities(int[][] followers) {
    double[] p = new double[followers[0].length];
    Arrays.fill(p, 1.0 / p.length);
    for (int[] counts : followers) {
      int all = Arrays.stream(counts).sum();
      long different = Arrays.stream(counts).filter(count -> count > 0).count();
      if (all > 0) {
        for (int w = 0; w < p.length; w++) {
          p[w] = (counts[w] + different / (double) p.length) / (all + different);
        }
      }
    }
    return p;
  }
}

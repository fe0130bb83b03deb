package e01_sequences;

import java.util.Arrays;

/** Does not ask whether the context was ever seen. */
// Breaks task 2, and the message names: 0/0 is NaN
public class DividesByNothing extends Sequences {
  @Override
  public double[] probabilities(int[][] followers) {
    double[] p = new double[followers[0].length];
    Arrays.fill(p, 1.0 / p.length);
    for (int[] counts : followers) {
      int all = Arrays.stream(counts).sum();
      long different = Arrays.stream(counts).filter(count -> count > 0).count();
      for (int w = 0; w < p.length; w++) {
        p[w] = (counts[w] + different * p[w]) / (all + different);
      }
    }
    return p;
  }
}

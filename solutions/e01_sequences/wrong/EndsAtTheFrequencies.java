package e01_sequences;

import java.util.Arrays;

/** Lets the recursion end at the unigram's frequencies: the unseen is impossible. */
// Breaks task 2, and the message names: the recursion ends at the frequencies
public class EndsAtTheFrequencies extends Sequences {
  @Override
  public double[] probabilities(int[][] followers) {
    double[] p = new double[followers[0].length];
    int total = Math.max(1, Arrays.stream(followers[0]).sum());
    for (int w = 0; w < p.length; w++) {
      p[w] = followers[0][w] / (double) total;
    }
    for (int[] counts : Arrays.asList(followers).subList(1, followers.length)) {
      int all = Arrays.stream(counts).sum();
      long different = Arrays.stream(counts).filter(count -> count > 0).count();
      if (all > 0) {
        for (int w = 0; w < p.length; w++) {
          p[w] = (counts[w] + different * p[w]) / (all + different);
        }
      }
    }
    return p;
  }
}

package e01_sequences;

/** Goes from the longest context down, so that the unigram has the last word. */
// Breaks task 2, and the message names: the longest context comes first
public class StartsWithTheLongest extends Sequences {
  @Override
  public double[] probabilities(int[][] followers) {
    int[][] reversed = followers.clone();
    for (int k = 0; k < reversed.length; k++) {
      reversed[k] = followers[followers.length - 1 - k];
    }
    return super.probabilities(reversed);
  }
}

package e01_sequences;

import java.util.Arrays;

/** Off by one: counts the last symbol of the context itself. */
// Breaks task 1, and the message names: not what follows
public class CountsTheContext extends Sequences {
  @Override
  public int[] followers(int[] text, int[] context, int vocabulary) {
    int[] counts = new int[vocabulary];
    for (int end = Math.max(1, context.length); end <= text.length; end++) {
      if (Arrays.equals(text, end - context.length, end, context, 0, context.length)) {
        counts[text[end - 1]]++;
      }
    }
    return counts;
  }
}

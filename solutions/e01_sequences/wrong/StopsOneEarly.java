package e01_sequences;

import java.util.Arrays;

/** Leaves the last symbol of the text out: it is only ever a context. */
// Breaks task 1, and the message names: the last symbol is skipped
public class StopsOneEarly extends Sequences {
  @Override
  public int[] followers(int[] text, int[] context, int vocabulary) {
    int[] counts = new int[vocabulary];
    for (int next = context.length; next < text.length - 1; next++) {
      if (Arrays.equals(text, next - context.length, next, context, 0, context.length)) {
        counts[text[next]]++;
      }
    }
    return counts;
  }
}

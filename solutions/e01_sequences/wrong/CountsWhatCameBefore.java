package e01_sequences;

import java.util.Arrays;

/** Looks the wrong way in time: counts the symbol before the context. */
// Breaks task 1, and the message names: the symbol before the context is counted
public class CountsWhatCameBefore extends Sequences {
  @Override
  public int[] followers(int[] text, int[] context, int vocabulary) {
    int[] counts = new int[vocabulary];
    for (int start = 1; start + context.length <= text.length; start++) {
      if (Arrays.equals(text, start, start + context.length, context, 0, context.length)) {
        counts[text[start - 1]]++;
      }
    }
    return counts;
  }
}

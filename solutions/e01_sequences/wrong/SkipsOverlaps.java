package e01_sequences;

import java.util.Arrays;

/** Goes on behind each find, as a search for words would. */
// Breaks task 1, and the message names: places that overlap are skipped
public class SkipsOverlaps extends Sequences {
  @Override
  public int[] followers(int[] text, int[] context, int vocabulary) {
    int[] counts = new int[vocabulary];
    int next = context.length;
    while (next < text.length) {
      if (Arrays.equals(text, next - context.length, next, context, 0, context.length)) {
        counts[text[next]]++;
        next += Math.max(1, context.length);
      } else {
        next++;
      }
    }
    return counts;
  }
}

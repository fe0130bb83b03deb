package e01_sequences;

/** Compares the latest symbol first with the oldest of the context. */
// Breaks task 1, and the message names: the context is read backwards
public class ReadsTheContextBackwards extends Sequences {
  @Override
  public int[] followers(int[] text, int[] context, int vocabulary) {
    int[] counts = new int[vocabulary];
    for (int next = context.length; next < text.length; next++) {
      boolean same = true;
      for (int k = 0; k < context.length; k++) {
        same &= text[next - 1 - k] == context[k];
      }
      if (same) {
        counts[text[next]]++;
      }
    }
    return counts;
  }
}

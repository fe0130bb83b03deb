package e01_sequences;

/** A bigram at every order: only the latest symbol of the context is looked at. */
// Breaks task 1, and the message names: only the latest symbol
public class ComparesTheLatestOnly extends Sequences {
  @Override
  public int[] followers(int[] text, int[] context, int vocabulary) {
    int[] counts = new int[vocabulary];
    for (int next = context.length; next < text.length; next++) {
      if (context.length == 0 || text[next - 1] == context[context.length - 1]) {
        counts[text[next]]++;
      }
    }
    return counts;
  }
}

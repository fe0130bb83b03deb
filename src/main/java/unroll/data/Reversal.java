package unroll.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random words and their mirror images: {@code "cab"} to {@code "bac"}. Everything that was read
 * has to be kept, so the longest word that a context of fixed size can carry shows its capacity.
 */
public final class Reversal {
  private static final int LETTERS = 26;

  private Reversal() {}

  /**
   * Draws words, no word twice.
   *
   * @param count how many pairs, at least 1
   * @param letters how many letters there are, 1 to 26, from a on
   * @param shortest word, at least 1 letter
   * @param longest word, at least the shortest
   * @param seed of the draws; lengths are drawn alike, then letters
   * @return the pairs in the order of the draws
   * @throws IllegalArgumentException if a number is out of its range, or there are not twice as
   *     many words of the longest length as pairs
   */
  public static Pairs of(int count, int letters, int shortest, int longest, long seed) {
    if (letters < 1 || letters > LETTERS || shortest < 1 || longest < shortest || count < 1) {
      throw new IllegalArgumentException(
          String.format(
              "%d words of %d to %d out of %d letters cannot be drawn",
              count, shortest, longest, letters));
    }
    if (Math.pow(letters, longest) < 2.0 * count) {
      throw new IllegalArgumentException(
          String.format(
              "%d letters make too few words of length %d for %d different ones",
              letters, longest, count));
    }
    SplittableRandom random = new SplittableRandom(seed);
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < count) {
      int length = random.nextInt(shortest, longest + 1);
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < length; i++) {
        word.append((char) ('a' + random.nextInt(letters)));
      }
      words.add(word.toString());
    }
    List<Pair> pairs = new ArrayList<>();
    for (String word : words) {
      pairs.add(new Pair(word, new StringBuilder(word).reverse().toString()));
    }
    return Pairs.of(pairs);
  }
}

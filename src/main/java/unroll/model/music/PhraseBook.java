package unroll.model.music;

import java.util.Arrays;
import java.util.List;
import unroll.data.Chord;

/**
 * The phrases of learned tunes, as a meter for plagiarism: how much of another tune stands in one
 * of them, in whatever key.
 *
 * <p>A phrase is a run of chords with their durations. Two phrases are the same if they have the
 * same families, the same durations and the same steps from root to root. Of one chord alone, only
 * family and duration can be the same, so every tune shares short phrases with every other: what a
 * tune that was never learned shares is the measure to read this meter by.
 */
public final class PhraseBook {
  private final List<Tune> tunes;

  private PhraseBook(List<Tune> tunes) {
    this.tunes = List.copyOf(tunes);
  }

  /**
   * Keeps tunes to compare with.
   *
   * @param tunes of chords numbered as {@link Chord#number} does, each in one key. Not copied.
   * @return the book
   */
  public static PhraseBook of(List<Tune> tunes) {
    return new PhraseBook(tunes);
  }

  /**
   * A phrase that stands in two tunes.
   *
   * @param from where it begins in the new tune, from 0
   * @param length in chords
   * @param tune the number of the learned tune
   * @param at where it begins there, from 0
   * @param semitones how far the learned phrase is to be moved up, 0 to 11
   */
  public record Phrase(int from, int length, int tune, int at, int semitones) {}

  /**
   * Finds the longest phrase that a tune shares with the learned ones, the first of equals.
   *
   * @param tune to be judged. Not modified.
   * @return the phrase; of no length if not one chord is shared
   */
  public Phrase longest(Tune tune) {
    Phrase best = new Phrase(0, 0, 0, 0, 0);
    for (int which = 0; which < tunes.size(); which++) {
      Tune learned = tunes.get(which);
      int[][] runs = runs(tune, learned);
      for (int i = 0; i < tune.length(); i++) {
        for (int j = 0; j < learned.length(); j++) {
          int run = runs[i][j];
          if (run > best.length()) {
            int up = Math.floorMod(root(tune, i) - root(learned, j), Songbook.KEYS);
            best = new Phrase(i - run + 1, run, which, j - run + 1, up);
          }
        }
      }
    }
    return best;
  }

  /**
   * Measures, chord by chord, how long a copied phrase it stands in.
   *
   * @param tune to be judged, T chords. Not modified.
   * @return T lengths in chords, each of the longest shared phrase that holds that chord
   */
  public int[] copied(Tune tune) {
    int[] ending = ending(tune);
    int[] longest = new int[tune.length()];
    for (int end = 0; end < longest.length; end++) {
      for (int i = end - ending[end] + 1; i <= end; i++) {
        longest[i] = Math.max(longest[i], ending[end]);
      }
    }
    return longest;
  }

  /**
   * Measures how much of a tune is new.
   *
   * @param tune to be judged, at least {@code length} chords. Not modified.
   * @param length of the phrases that are looked up, in chords, at least 1
   * @return the share of its phrases of that length that no learned tune has
   * @throws IllegalArgumentException if the tune has no phrase of that length
   */
  public double novelty(Tune tune, int length) {
    if (length < 1 || tune.length() < length) {
      throw new IllegalArgumentException(
          "a tune of " + tune.length() + " chords has no phrase of " + length);
    }
    return Arrays.stream(ending(tune))
        .skip(length - 1L)
        .map(run -> run < length ? 1 : 0)
        .average()
        .orElse(0);
  }

  /** The length of the longest shared phrase that ends with each chord. */
  private int[] ending(Tune tune) {
    int[] longest = new int[tune.length()];
    for (Tune learned : tunes) {
      int[][] runs = runs(tune, learned);
      for (int i = 0; i < longest.length; i++) {
        longest[i] = Math.max(longest[i], Arrays.stream(runs[i]).max().orElse(0));
      }
    }
    return longest;
  }

  /** How many chords before and with i stand before and with j, too. */
  private static int[][] runs(Tune tune, Tune learned) {
    int[][] runs = new int[tune.length()][learned.length()];
    for (int i = 0; i < tune.length(); i++) {
      for (int j = 0; j < learned.length(); j++) {
        boolean same =
            family(tune, i) == family(learned, j) && tune.durations()[i] == learned.durations()[j];
        boolean goesOn = same && i > 0 && j > 0 && step(tune, i) == step(learned, j);
        runs[i][j] = goesOn ? runs[i - 1][j - 1] + 1 : same ? 1 : 0;
      }
    }
    return runs;
  }

  private static int family(Tune tune, int i) {
    return tune.chords()[i] / Songbook.KEYS;
  }

  private static int root(Tune tune, int i) {
    return tune.chords()[i] % Songbook.KEYS;
  }

  private static int step(Tune tune, int i) {
    return Math.floorMod(root(tune, i) - root(tune, i - 1), Songbook.KEYS);
  }
}

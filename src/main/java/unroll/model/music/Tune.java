package unroll.model.music;

import java.util.Arrays;

/**
 * A tune: its chords in order, and how long each is held.
 *
 * @param chords T numbers from 0. Not copied.
 * @param durations T numbers from 0, of a list of durations. Not copied.
 */
public record Tune(int[] chords, int[] durations) {
  /**
   * Checks the lengths.
   *
   * @param chords T numbers from 0. Not copied.
   * @param durations T numbers from 0, of a list of durations. Not copied.
   * @throws IllegalArgumentException if there is not one duration a chord
   */
  public Tune {
    if (chords.length != durations.length) {
      throw new IllegalArgumentException(
          "a tune of " + chords.length + " chords has " + durations.length + " durations");
    }
  }

  /**
   * Returns the number of chords.
   *
   * @return T
   */
  public int length() {
    return chords.length;
  }

  /**
   * Cuts a part out.
   *
   * @param from the first chord, from 0
   * @param to the chord behind the last
   * @return the part
   * @throws IllegalArgumentException if the tune has no such part
   */
  public Tune part(int from, int to) {
    if (from < 0 || to < from || to > length()) {
      throw new IllegalArgumentException(
          "a tune of " + length() + " chords has no part from " + from + " to " + to);
    }
    return new Tune(Arrays.copyOfRange(chords, from, to), Arrays.copyOfRange(durations, from, to));
  }
}

package unroll.model.music;

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
}

package unroll.model.music;

/**
 * A melody over chords.
 *
 * @param notes T symbols: pitches in semitones from the lowest, or a symbol above all pitches, such
 *     as a rest. Not copied.
 * @param roots T pitch classes 0 to 11: the root of the chord under each note. Not copied.
 */
public record Melody(int[] notes, int[] roots) {
  /**
   * Checks the lengths.
   *
   * @param notes T symbols: pitches in semitones from the lowest, or a symbol above all pitches,
   *     such as a rest. Not copied.
   * @param roots T pitch classes 0 to 11: the root of the chord under each note. Not copied.
   * @throws IllegalArgumentException if there is not one root a note
   */
  public Melody {
    if (notes.length != roots.length) {
      throw new IllegalArgumentException(
          "a melody of " + notes.length + " notes has " + roots.length + " roots");
    }
  }

  /**
   * Returns the number of notes.
   *
   * @return T
   */
  public int length() {
    return notes.length;
  }
}

package unroll.model.music;

import java.util.Arrays;

/**
 * A melody over chords, step by step.
 *
 * @param notes T symbols: pitches in semitones from the lowest, or a symbol above all pitches, such
 *     as a rest. Not copied.
 * @param roots T pitch classes 0 to 11: the root of the chord under each note. Not copied.
 * @param tones T sets of pitch classes: bit c is set where pitch class c belongs to the chord. Not
 *     copied.
 * @param places T places in the bar, in steps from 0. Not copied.
 */
public record Melody(int[] notes, int[] roots, int[] tones, int[] places) {
  private static final int ALL_TONES = (1 << 12) - 1;

  /**
   * Checks the lengths.
   *
   * @param notes T symbols: pitches in semitones from the lowest, or a symbol above all pitches,
   *     such as a rest. Not copied.
   * @param roots T pitch classes 0 to 11: the root of the chord under each note. Not copied.
   * @param tones T sets of pitch classes: bit c is set where pitch class c belongs to the chord.
   *     Not copied.
   * @param places T places in the bar, in steps from 0. Not copied.
   * @throws IllegalArgumentException if there is not one root, chord and place a note
   */
  public Melody {
    if (notes.length != roots.length) {
      throw new IllegalArgumentException(
          "a melody of " + notes.length + " notes has " + roots.length + " roots");
    }
    if (notes.length != tones.length || notes.length != places.length) {
      throw new IllegalArgumentException(
          String.format(
              "a melody of %d notes has %d chords and %d places in the bar",
              notes.length, tones.length, places.length));
    }
  }

  /**
   * Makes a melody of which only the roots are known: each stands for its chord, and all notes are
   * at the same place.
   *
   * @param notes T symbols. Not copied.
   * @param roots T pitch classes 0 to 11. Not copied.
   * @throws IllegalArgumentException if there is not one root a note
   */
  public Melody(int[] notes, int[] roots) {
    this(
        notes, roots, Arrays.stream(roots).map(root -> 1 << root).toArray(), new int[roots.length]);
  }

  /**
   * Returns the number of notes.
   *
   * @return T
   */
  public int length() {
    return notes.length;
  }

  /**
   * Cuts a part out.
   *
   * @param from the first note, from 0
   * @param to behind the last
   * @return the part, copied
   * @throws IllegalArgumentException if it is not inside the melody
   */
  public Melody part(int from, int to) {
    if (from < 0 || to < from || to > length()) {
      throw new IllegalArgumentException(
          "no part from " + from + " to " + to + " in a melody of " + length() + " notes");
    }
    return new Melody(
        Arrays.copyOfRange(notes, from, to),
        Arrays.copyOfRange(roots, from, to),
        Arrays.copyOfRange(tones, from, to),
        Arrays.copyOfRange(places, from, to));
  }

  /**
   * Moves melody and chords to another key; what is no pitch stays. A note that would leave the
   * range is moved by octaves into it.
   *
   * @param semitones up, or down if negative
   * @param pitches P, at least 12: symbols from there on are no pitches
   * @return the moved melody
   */
  public Melody transposed(int semitones, int pitches) {
    int[] moved = notes.clone();
    for (int t = 0; t < moved.length; t++) {
      if (moved[t] < pitches) {
        moved[t] = folded(moved[t] + semitones, pitches);
      }
    }
    int up = Math.floorMod(semitones, 12);
    return new Melody(
        moved,
        Arrays.stream(roots).map(root -> (root + up) % 12).toArray(),
        Arrays.stream(tones).map(set -> turned(set, up)).toArray(),
        places);
  }

  /** Moves a pitch by octaves into a range of at least one octave. */
  static int folded(int pitch, int pitches) {
    if (pitch < 0) {
      return Math.floorMod(pitch, 12);
    }
    return pitch < pitches ? pitch : pitch - 12 * ((pitch - pitches) / 12 + 1);
  }

  /** Turns a set of pitch classes up by 0 to 11 semitones. */
  static int turned(int set, int up) {
    return (set << up | set >>> (12 - up)) & ALL_TONES;
  }
}

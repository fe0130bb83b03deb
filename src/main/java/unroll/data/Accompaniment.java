package unroll.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chords made audible: a chart says which chord sounds, not which keys go down.
 *
 * <p>This is the plain left and right hand of the time of the charts. The bass has the root where a
 * chord begins, then root and fifth in turn on the strong beats; the other hand strikes the chord
 * on the beats between, in close position, in the inversion that lies nearest to the one before.
 * Nothing in it is learned.
 */
public final class Accompaniment {
  /** Ticks of a quarter note in the scores made here. */
  public static final int TICKS = 480;

  /** Notes are let go a little early, so that the same key can be heard again. */
  private static final int SOUNDING = TICKS * 9 / 10;

  private static final int LOWEST_BASS = 36;
  private static final int LOWEST_CHORD = 52;
  private static final double MIDDLE = 60;

  private Accompaniment() {}

  /**
   * Plays chords.
   *
   * @param name of the piece
   * @param changes at least one
   * @param beatsPerBar at least 1; strong beats are the first, and in bars of four the third
   * @return two parts: {@code chords}, then {@code bass}; a part without a note is left out
   * @throws IllegalArgumentException if there is no chord, or no beat in a bar
   */
  public static Score of(String name, List<ChordChart.Change> changes, int beatsPerBar) {
    if (changes.isEmpty() || beatsPerBar < 1) {
      throw new IllegalArgumentException(
          changes.size() + " chords in bars of " + beatsPerBar + " beats: nothing to play");
    }
    List<Score.Note> bass = new ArrayList<>();
    List<Score.Note> chords = new ArrayList<>();
    double middle = MIDDLE;
    int beat = 0;
    for (ChordChart.Change change : changes) {
      int[] keys = nearest(change.chord(), middle);
      middle = Arrays.stream(keys).average().orElse(middle);
      boolean root = true;
      for (int i = 0; i < change.beats(); i++, beat++) {
        boolean low = i == 0 || isStrong(beat % beatsPerBar, beatsPerBar);
        if (low) {
          bass.add(
              note(beat, LOWEST_BASS + (root ? change.chord().root() : fifth(change.chord()))));
          root = !root;
        }
        if (!low || change.beats() == 1) {
          for (int key : keys) {
            chords.add(note(beat, key));
          }
        }
      }
    }
    List<Score.Part> parts = new ArrayList<>();
    if (!chords.isEmpty()) {
      chords.sort(Comparator.comparingLong(Score.Note::from).thenComparingInt(Score.Note::pitch));
      parts.add(new Score.Part("chords", chords));
    }
    parts.add(new Score.Part("bass", bass));
    return new Score(name, TICKS, beatsPerBar, parts);
  }

  private static boolean isStrong(int beatOfBar, int beatsPerBar) {
    return beatOfBar == 0 || beatsPerBar == 4 && beatOfBar == 2;
  }

  private static Score.Note note(int beat, int pitch) {
    long from = (long) beat * TICKS;
    return new Score.Note(from, from + SOUNDING, pitch);
  }

  /** The tone about a fifth above the root, perfect, diminished or augmented; within the octave. */
  private static int fifth(Chord chord) {
    int fifth =
        Arrays.stream(chord.family().tones()).filter(t -> t >= 6 && t <= 8).findFirst().orElse(0);
    return (chord.root() + fifth) % 12;
  }

  /** The inversion in close position whose middle lies nearest to a pitch. */
  private static int[] nearest(Chord chord, double middle) {
    int[] classes = Arrays.stream(chord.pitchClasses()).sorted().toArray();
    int[] best = {};
    for (int turn = 0; turn < classes.length; turn++) {
      int lowest = LOWEST_CHORD + Math.floorMod(classes[turn] - LOWEST_CHORD, 12);
      int[] keys =
          Arrays.stream(classes)
              .map(c -> lowest + Math.floorMod(c - lowest, 12))
              .sorted()
              .toArray();
      if (best.length == 0 || distance(keys, middle) < distance(best, middle)) {
        best = keys;
      }
    }
    return best;
  }

  private static double distance(int[] keys, double middle) {
    return Math.abs(IntStream.of(keys).average().orElse(middle) - middle);
  }
}

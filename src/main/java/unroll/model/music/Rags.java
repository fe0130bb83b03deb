package unroll.model.music;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import unroll.data.Accompaniment;
import unroll.data.Chord;
import unroll.data.ChordChart;
import unroll.data.Dataset;
import unroll.data.Score;

/**
 * Makes melodies over chords of piano rags.
 *
 * <p>The melody is the highest note of the right hand, on a grid of sixteenths: at every step a
 * pitch where a note starts, {@link #HOLD} where it sounds on (or a lower one that is still held),
 * {@link #REST} where nothing sounds. A note outside the range is moved by octaves into it. The
 * chords are estimated from the left hand, beat by beat; the melody takes no part in that. See
 * {@code ChordEstimate} for how: what sounds is compared with four families on twelve roots, and
 * going over to another chord costs.
 */
public final class Rags {
  /**
   * The lowest pitch, a G: MIDI number 55. Pitch classes of a melody count from it, so that pitch 0
   * has pitch class 0.
   */
  public static final int LOWEST = 55;

  /** Pitches told apart: those of the melodies of the shipped rags. */
  public static final int PITCHES = 38;

  /** The widest leap of the shipped rags, in semitones: two octaves. */
  public static final int REACH = 24;

  /** The symbol of silence. */
  public static final int REST = PITCHES;

  /** The symbol of a note that sounds on. */
  public static final int HOLD = PITCHES + 1;

  /** All symbols: pitches, rest and hold. */
  public static final int SYMBOLS = PITCHES + 2;

  /** Symbols that are no pitches. */
  public static final int SPECIALS = 2;

  private static final int STEPS_PER_BEAT = 4;
  private static final int STEPS_PER_EIGHTH = 2;

  private Rags() {}

  /**
   * Reads the rags of a data set.
   *
   * @param music with MIDI files in {@code ragtime/}
   * @return a melody each, in the catalogue's order
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a file is no piano rag; the message names it
   */
  public static List<Melody> read(Dataset music) throws IOException {
    List<Melody> melodies = new ArrayList<>();
    for (Path file : music.paths()) {
      if (file.toString().endsWith(".mid")) {
        melodies.add(melody(Score.read(file)));
      }
    }
    return List.copyOf(melodies);
  }

  /**
   * Makes a melody of a score for two hands.
   *
   * @param score of two parts
   * @return its melody over chords
   * @throws IllegalArgumentException if there are other than two parts
   */
  public static Melody melody(Score score) {
    double ticks = (double) score.ticksPerQuarter() / STEPS_PER_BEAT;
    int steps = 0;
    for (Score.Note note : score.rightHand().notes()) {
      steps = Math.max(steps, (int) Math.round(note.to() / ticks));
    }
    int[] notes = highest(score.rightHand(), steps, ticks);
    List<Chord> chords =
        ChordEstimate.of(score.leftHand(), 1 + steps / STEPS_PER_BEAT, score.ticksPerQuarter());
    int[] roots = new int[steps];
    int[] tones = new int[steps];
    int[] places = new int[steps];
    for (int t = 0; t < steps; t++) {
      Chord chord = chords.get(t / STEPS_PER_BEAT).transposed(-LOWEST);
      roots[t] = chord.root();
      tones[t] = tones(chord);
      places[t] = t % (STEPS_PER_BEAT * score.beatsPerBar());
    }
    return new Melody(notes, roots, tones, places);
  }

  /**
   * Names the chords under a melody.
   *
   * @param melody whose chords are of known families
   * @return the chords in order, a change each; their beats are <em>eighths</em>, on which the left
   *     hand of a rag strikes
   * @throws IllegalArgumentException if a chord is of no known family, or changes between eighths
   */
  public static List<ChordChart.Change> chords(Melody melody) {
    List<ChordChart.Change> changes = new ArrayList<>();
    int from = 0;
    for (int t = 1; t <= melody.length(); t++) {
      boolean ends = t == melody.length() || !chord(melody, t).equals(chord(melody, from));
      if (ends) {
        if ((t - from) % STEPS_PER_EIGHTH != 0) {
          throw new IllegalArgumentException("a chord ends at step " + t + ", within an eighth");
        }
        changes.add(new ChordChart.Change(chord(melody, from), (t - from) / STEPS_PER_EIGHTH));
        from = t;
      }
    }
    return List.copyOf(changes);
  }

  private static Chord chord(Melody melody, int t) {
    for (Chord.Family family : Chord.Family.values()) {
      Chord chord = new Chord(melody.roots()[t], family);
      if (tones(chord) == melody.tones()[t]) {
        return chord.transposed(LOWEST);
      }
    }
    throw new IllegalArgumentException("the chord at step " + t + " is of no known family");
  }

  private static int tones(Chord chord) {
    return Arrays.stream(chord.pitchClasses()).map(c -> 1 << c).reduce(0, (a, b) -> a | b);
  }

  /**
   * Writes a melody down to be seen or heard, with a plain {@link Accompaniment} of its chords.
   *
   * @param name of the piece
   * @param melody that begins with a bar. Not modified.
   * @return the melody's part, then the accompaniment's; a quarter of the score is an
   *     <em>eighth</em> of the rag, so that the left hand strides on eighths
   * @throws IllegalArgumentException as {@link #chords}
   */
  public static Score score(String name, Melody melody) {
    int eighths = (1 + Arrays.stream(melody.places()).max().orElse(0)) / STEPS_PER_EIGHTH;
    Score accompaniment = Accompaniment.of(name, chords(melody), Math.max(1, eighths));
    List<Score.Note> notes = new ArrayList<>();
    int ticks = Accompaniment.TICKS / STEPS_PER_EIGHTH;
    for (int t = 0; t < melody.length(); t++) {
      if (melody.notes()[t] < PITCHES) {
        int to = t + 1;
        while (to < melody.length() && melody.notes()[to] == HOLD) {
          to++;
        }
        int pitch = LOWEST + melody.notes()[t];
        notes.add(new Score.Note((long) t * ticks, (long) to * ticks, pitch));
      }
    }
    List<Score.Part> parts = new ArrayList<>();
    if (!notes.isEmpty()) {
      parts.add(new Score.Part("melody", notes));
    }
    parts.addAll(accompaniment.parts());
    return new Score(name, Accompaniment.TICKS, accompaniment.beatsPerBar(), parts);
  }

  private static int[] highest(Score.Part hand, int steps, double ticks) {
    int[] notes = new int[steps];
    int[] sounding = new int[steps];
    Arrays.fill(notes, REST);
    for (Score.Note note : hand.notes()) {
      int pitch = Melody.folded(note.pitch() - LOWEST, PITCHES);
      int from = (int) Math.round(note.from() / ticks);
      int to = Math.min(steps, Math.max(from + 1, (int) Math.round(note.to() / ticks)));
      for (int t = from; t < to && pitch >= sounding[t]; t++) {
        notes[t] = t == from ? pitch : HOLD;
        sounding[t] = pitch;
      }
    }
    return notes;
  }

  /**
   * Draws passages to learn from.
   *
   * @param melodies to choose from, the longer the likelier; each longer than a passage
   * @param count B
   * @param length T, in steps
   * @param random the source of the draws
   * @return B passages of T steps
   * @throws IllegalArgumentException if no melody has T steps
   */
  public static List<Melody> passages(
      List<Melody> melodies, int count, int length, RandomGenerator random) {
    List<Melody> enough = melodies.stream().filter(melody -> melody.length() >= length).toList();
    int starts = enough.stream().mapToInt(melody -> melody.length() - length + 1).sum();
    if (starts == 0) {
      throw new IllegalArgumentException("no melody has " + length + " steps");
    }
    List<Melody> passages = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      int start = random.nextInt(starts);
      int which = 0;
      while (start > enough.get(which).length() - length) {
        start -= enough.get(which).length() - length + 1;
        which++;
      }
      passages.add(enough.get(which).part(start, start + length));
    }
    return passages;
  }
}

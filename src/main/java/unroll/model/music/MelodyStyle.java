package unroll.model.music;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What can be counted of a melody in the symbols of {@link Rags}: how it pauses, how it fits its
 * chords, how it moves and how much it repeats itself.
 *
 * @param rests the share of steps at which nothing sounds
 * @param holds the share of steps at which a note sounds on
 * @param chordTones the share of its notes that belong to the chord; 0 without notes
 * @param meanLeap the mean size of the intervals between its notes, in semitones; 0 without any
 * @param repeats how much a bar resembles the bar that it resembles most, on average: the share of
 *     steps that are the same, as intervals; 0 for fewer than two bars
 */
public record MelodyStyle(
    double rests, double holds, double chordTones, double meanLeap, double repeats) {
  private static final MelodyView INTERVALS =
      MelodyView.intervals(Rags.PITCHES, Rags.SPECIALS, Rags.PITCHES);

  /**
   * Counts.
   *
   * @param melody of at least one step. Not modified.
   * @param barSteps steps of a bar, at least 1
   * @return its style
   */
  public static MelodyStyle of(Melody melody, int barSteps) {
    return new MelodyStyle(
        share(melody, Rags.REST),
        share(melody, Rags.HOLD),
        chordTones(melody, 0),
        meanLeap(melody),
        repeats(selfSimilarity(melody, barSteps)));
  }

  private static double share(Melody melody, int symbol) {
    return Arrays.stream(melody.notes()).filter(note -> note == symbol).count()
        / (double) melody.length();
  }

  /**
   * Counts the notes that belong to the chord, or to the chord in another key.
   *
   * @param melody to be judged. Not modified.
   * @param up semitones that the chords are moved, not below 0
   * @return their share of the notes; 0 without notes
   */
  public static double chordTones(Melody melody, int up) {
    return starts(melody)
        .mapToDouble(t -> melody.tones()[t] >> Math.floorMod(melody.notes()[t] - up, 12) & 1)
        .average()
        .orElse(0);
  }

  private static IntStream starts(Melody melody) {
    return IntStream.range(0, melody.length()).filter(t -> melody.notes()[t] < Rags.PITCHES);
  }

  private static double meanLeap(Melody melody) {
    int[] pitches = starts(melody).map(t -> melody.notes()[t]).toArray();
    return IntStream.range(1, pitches.length)
        .map(i -> Math.abs(pitches[i] - pitches[i - 1]))
        .average()
        .orElse(0);
  }

  /**
   * Compares each bar with each, step by step, in intervals, so in any key.
   *
   * @param melody that begins with a bar; what is behind its last whole bar is left out. Not
   *     modified.
   * @param barSteps steps of a bar, at least 1
   * @return bars x bars: the share of steps that are the same, 1 on the diagonal
   */
  public static double[][] selfSimilarity(Melody melody, int barSteps) {
    int[] seen = new int[melody.length()];
    Arrays.setAll(seen, t -> INTERVALS.place(melody, t, melody.notes()[t]));
    double[][] similar = new double[seen.length / barSteps][seen.length / barSteps];
    for (int a = 0; a < similar.length; a++) {
      for (int b = 0; b < similar.length; b++) {
        int same = 0;
        for (int i = 0; i < barSteps; i++) {
          same += seen[a * barSteps + i] == seen[b * barSteps + i] ? 1 : 0;
        }
        similar[a][b] = (double) same / barSteps;
      }
    }
    return similar;
  }

  private static double repeats(double[][] similar) {
    return IntStream.range(0, similar.length)
        .mapToDouble(
            a ->
                IntStream.range(0, similar.length)
                    .filter(b -> b != a)
                    .mapToDouble(b -> similar[a][b])
                    .max()
                    .orElse(0))
        .average()
        .orElse(0);
  }
}

package unroll.model.music;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the phrase of learned melodies that is most like one of another melody: a plagiarism meter.
 *
 * <p>Phrases are compared step by step, as intervals from the last pitch before, so a copy in
 * another key is a copy. Where a rest or a held note stands it must stand in both: the rhythm
 * counts. The first pitch of a phrase may be reached by any interval.
 */
public final class NearestPhrase {
  private final List<int[]> melodies;
  private final int pitches;
  private final int length;

  private NearestPhrase(List<int[]> melodies, int pitches, int length) {
    this.melodies = melodies;
    this.pitches = pitches;
    this.length = length;
  }

  /**
   * The phrase that is most like another.
   *
   * @param melody the melody that it is in, from 0
   * @param from its first step there
   * @param likeness the share of steps that are the same, 0 to 1
   */
  public record Match(int melody, int from, double likeness) {}

  /**
   * Collects the phrases.
   *
   * @param melodies that were learned; at least one of {@code length} steps. Copied.
   * @param pitches P: symbols from there on are no pitches
   * @param length steps of a phrase, at least 1
   * @return all their phrases, to be searched
   * @throws IllegalArgumentException if no melody has that many steps
   */
  public static NearestPhrase among(List<Melody> melodies, int pitches, int length) {
    if (length < 1 || melodies.stream().noneMatch(melody -> melody.length() >= length)) {
      throw new IllegalArgumentException("no melody has a phrase of " + length + " steps");
    }
    List<int[]> copies = new ArrayList<>();
    melodies.forEach(melody -> copies.add(melody.notes().clone()));
    return new NearestPhrase(List.copyOf(copies), pitches, length);
  }

  /**
   * Finds the nearest phrase.
   *
   * @param melody to be judged. Not modified.
   * @param from the first step of the judged phrase
   * @return the phrase that is the same at most steps; of equals the first
   * @throws IllegalArgumentException if the phrase does not lie inside the melody
   */
  public Match nearest(Melody melody, int from) {
    int[] phrase = steps(melody.part(from, from + length).notes(), 0);
    Match best = new Match(0, 0, 0);
    int most = -1;
    for (int m = 0; m < melodies.size(); m++) {
      int[] notes = melodies.get(m);
      for (int start = 0; start + length <= notes.length; start++) {
        int[] other = steps(notes, start);
        int same = 0;
        for (int t = 0; t < length; t++) {
          same += phrase[t] == other[t] ? 1 : 0;
        }
        if (same > most) {
          most = same;
          best = new Match(m, start, (double) same / length);
        }
      }
    }
    return best;
  }

  /**
   * Measures how original a melody is.
   *
   * @param melody to be judged, at least one phrase long. Not modified.
   * @return the likeness of the nearest phrase, for phrases side by side from the start
   * @throws IllegalArgumentException if it is shorter than a phrase
   */
  public double[] likeness(Melody melody) {
    if (melody.length() < length) {
      throw new IllegalArgumentException(
          "a melody of " + melody.length() + " steps has no phrase of " + length);
    }
    double[] likeness = new double[melody.length() / length];
    Arrays.setAll(likeness, phrase -> nearest(melody, phrase * length).likeness());
    return likeness;
  }

  /**
   * A phrase as intervals, each beside what it is counted from; specials as numbers of their own.
   */
  private int[] steps(int[] notes, int start) {
    int[] steps = new int[length];
    int before = Integer.MIN_VALUE;
    for (int t = 0; t < length; t++) {
      int note = notes[start + t];
      if (note >= pitches) {
        steps[t] = 2 * pitches + note;
      } else {
        steps[t] = before == Integer.MIN_VALUE ? 0 : note - before;
        before = note;
      }
    }
    return steps;
  }
}

package unroll.model.music;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Melodies that are a product by construction, synthesised, not collected: the next pitch has
 * probability proportional to {@code leap(pitch - last pitch) tone(pitch - root)}, and the chords
 * are drawn by lot. What is made up has a truth that a model can be measured against.
 *
 * @param leaps 2R + 1 weights, of the intervals from -R to R semitones; wider ones do not happen.
 *     Not copied.
 * @param tones 12 weights, of the semitones above the root. Not copied.
 * @param pitches P
 * @param chordSteps how many notes a chord lasts, at least 1
 */
public record MadeUpMelodies(double[] leaps, double[] tones, int pitches, int chordSteps) {
  /**
   * Checks the tables.
   *
   * @param leaps 2R + 1 weights, of the intervals from -R to R semitones; wider ones do not happen.
   *     Not copied.
   * @param tones 12 weights, of the semitones above the root. Not copied.
   * @param pitches P
   * @param chordSteps how many notes a chord lasts, at least 1
   * @throws IllegalArgumentException if there is an even number of leaps, other than 12 tones, or
   *     no pitch or step
   */
  public MadeUpMelodies {
    if (leaps.length % 2 == 0 || tones.length != 12) {
      throw new IllegalArgumentException(
          "weights of " + leaps.length + " leaps and " + tones.length + " tones; 2R + 1 and 12");
    }
    if (pitches < 1 || chordSteps < 1) {
      throw new IllegalArgumentException(
          pitches + " pitches, chords of " + chordSteps + " steps: at least 1 of each is needed");
    }
  }

  /**
   * The true probabilities of the next pitch.
   *
   * @param last the pitch before, 0 to P - 1
   * @param root of the chord under the next note, 0 to 11
   * @return P of them
   */
  public double[] next(int last, int root) {
    int reach = leaps.length / 2;
    double[] weights = new double[pitches];
    for (int v = 0; v < pitches; v++) {
      if (Math.abs(v - last) <= reach) {
        weights[v] = leaps[v - last + reach] * tones[Math.floorMod(v - root, 12)];
      }
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /**
   * Makes a melody up. It starts in the middle of the range.
   *
   * @param length T, in notes
   * @param random draws a number for each chord and each note but the first
   * @return the melody over its roots
   */
  public Melody draw(int length, RandomGenerator random) {
    int[] notes = new int[length];
    int[] roots = new int[length];
    for (int t = 0; t < length; t++) {
      roots[t] = t % chordSteps > 0 ? roots[t - 1] : random.nextInt(12);
      notes[t] = t == 0 ? pitches / 2 : drawn(next(notes[t - 1], roots[t]), random.nextDouble());
    }
    return new Melody(notes, roots);
  }

  private static int drawn(double[] probabilities, double left) {
    int v = 0;
    double below = probabilities[0];
    while (below <= left && v < probabilities.length - 1) {
      v++;
      below += probabilities[v];
    }
    return v;
  }

  /**
   * What melodies cost who knows the truth: no honest model costs less on many.
   *
   * @param melodies made up here, of at least 2 notes
   * @return nats per note, over all notes but the first of each
   */
  public double nats(List<Melody> melodies) {
    double nats = 0;
    int notes = 0;
    for (Melody melody : melodies) {
      for (int t = 1; t < melody.length(); t++, notes++) {
        nats -= Math.log(next(melody.notes()[t - 1], melody.roots()[t])[melody.notes()[t]]);
      }
    }
    return nats / notes;
  }
}

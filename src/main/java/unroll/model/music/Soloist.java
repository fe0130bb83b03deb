package unroll.model.music;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import unroll.cell.Lstm;
import unroll.layer.Attention;
import unroll.layer.Dropout;
import unroll.matrix.Matrix;
import unroll.model.music.ProductOfExperts.Opinion;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Plays a melody over given chords: what its experts say is multiplied at every step, a symbol is
 * drawn, and every expert hears what was drawn in its own view (Johnson, Keller and Weintraut
 * 2017).
 *
 * @param experts at least one; trained together, as {@link #loss} does
 * @param symbols V, the common symbols: all pitches and specials
 */
public record Soloist(List<MelodyExpert<?>> experts, int symbols) implements Trainable {
  /**
   * Copies the list.
   *
   * @param experts at least one; trained together, as {@link #loss} does
   * @param symbols V, the common symbols: all pitches and specials
   * @throws IllegalArgumentException if there is no expert
   */
  public Soloist {
    if (experts.isEmpty()) {
      throw new IllegalArgumentException("a soloist needs at least one expert");
    }
    experts = List.copyOf(experts);
  }

  /**
   * Makes a soloist of one LSTM a view; each hears the chord and the place in the bar.
   *
   * @param views one an expert
   * @param barSteps N, places in a bar that are told apart, at least 1
   * @param hidden H, of each expert
   * @param symbols V, the common symbols: all pitches and specials
   * @param init draws the weights, expert after expert
   * @return a new soloist
   */
  public static Soloist of(
      List<MelodyView> views, int barSteps, int hidden, int symbols, Initializer init) {
    return new Soloist(
        views.stream().<MelodyExpert<?>>map(view -> lstm(view, barSteps, hidden, init)).toList(),
        symbols);
  }

  private static MelodyExpert<Lstm.State> lstm(
      MelodyView view, int barSteps, int hidden, Initializer init) {
    Lstm cell = Lstm.of(MelodyExpert.inputs(view, barSteps), hidden, init);
    return MelodyExpert.hearing(view, barSteps, cell, init);
  }

  /**
   * Asks every expert.
   *
   * @param tape where the steps are recorded
   * @param melodies B of equal length T, at least 2
   * @param dropout of the cells' outputs, if any
   * @return an opinion an expert, of (T-1)*B rows, step after step
   * @throws IllegalArgumentException as {@link MelodyExpert#opinion(Tape, List, int)}
   */
  public List<Opinion> opinions(Tape tape, List<Melody> melodies, Optional<Dropout> dropout) {
    return experts.stream()
        .map(expert -> expert.opinion(tape, melodies, symbols, dropout))
        .toList();
  }

  /**
   * Computes the cross-entropy of the product; its gradient reaches every expert.
   *
   * @param tape where the steps are recorded
   * @param melodies B of equal length T, at least 2
   * @param dropout of the cells' outputs, if any
   * @return 1 x 1, in nats per step but the first
   * @throws IllegalArgumentException as {@link #opinions}
   */
  public Value loss(Tape tape, List<Melody> melodies, Optional<Dropout> dropout) {
    return ProductOfExperts.loss(opinions(tape, melodies, dropout), MelodyExpert.targets(melodies));
  }

  /**
   * Measures melodies, each on its own.
   *
   * @param melodies of any lengths from 2
   * @return nats per step, over all steps but the first of each
   * @throws IllegalArgumentException if there is none, or one cannot be read
   */
  public double nats(List<Melody> melodies) {
    double nats = 0;
    int steps = 0;
    for (Melody melody : melodies) {
      int predicted = melody.length() - 1;
      nats += predicted * loss(Tape.off(), List.of(melody), Optional.empty()).scalar();
      steps += predicted;
    }
    if (steps == 0) {
      throw new IllegalArgumentException("there is no melody to measure");
    }
    return nats / steps;
  }

  /**
   * Computes how likely each symbol is after each note but the last.
   *
   * @param melody of T steps, at least 2
   * @return T-1 rows of V probabilities
   * @throws IllegalArgumentException as {@link #opinions}
   */
  public double[][] probabilities(Melody melody) {
    return ProductOfExperts.logProbabilities(
            opinions(Tape.off(), List.of(melody), Optional.empty()))
        .exp()
        .matrix()
        .toArray();
  }

  /**
   * Plays over the chords of a melody.
   *
   * @param over its chords and places are played over, its first notes are heard. Not modified.
   * @param given how many of its notes are heard first, at least 1
   * @param sampler chooses each symbol
   * @param random drawn from once a step
   * @return the same chords under the given notes and new ones
   * @throws IllegalArgumentException if fewer than 1 note or more than all are given, or one of
   *     them cannot be read
   */
  public Melody play(Melody over, int given, Sampler sampler, RandomGenerator random) {
    if (given < 1 || given > over.length()) {
      throw new IllegalArgumentException(
          "of " + over.length() + " notes 1 or more can be given, not " + given);
    }
    int[] notes = Arrays.copyOf(over.notes(), over.length());
    Melody melody = new Melody(notes, over.roots(), over.tones(), over.places());
    Tape tape = Tape.off();
    List<? extends Listening<?>> players =
        experts.stream().map(expert -> Listening.start(expert, tape, symbols)).toList();
    int heard = 0;
    for (int t = given; t < notes.length; t++) {
      int from = heard;
      int to = t;
      List<Opinion> opinions =
          players.stream().<Opinion>map(player -> player.hear(melody, from, to)).toList();
      notes[t] = sampler.draw(last(ProductOfExperts.logits(opinions).matrix()), random);
      heard = t;
    }
    return melody;
  }

  /** The last row, minus infinity where a symbol is ruled out: no temperature brings it back. */
  private static double[] last(Matrix logits) {
    double[] row = new double[logits.columns()];
    for (int v = 0; v < row.length; v++) {
      double logit = logits.get(logits.rows() - 1, v);
      row[v] = logit < Attention.MASKED / 2 ? Double.NEGATIVE_INFINITY : logit;
    }
    return row;
  }

  /** An expert in the middle of a melody. */
  private static final class Listening<S> {
    private final MelodyExpert<S> expert;
    private final Tape tape;
    private final int symbols;
    private S state;

    private Listening(MelodyExpert<S> expert, Tape tape, int symbols) {
      this.expert = expert;
      this.tape = tape;
      this.symbols = symbols;
      this.state = expert.cell().initialState(tape, 1);
    }

    static <S> Listening<S> start(MelodyExpert<S> expert, Tape tape, int symbols) {
      return new Listening<>(expert, tape, symbols);
    }

    Opinion hear(Melody melody, int from, int to) {
      MelodyExpert.Reading<S> reading =
          expert.reading(tape, List.of(melody), from, to, symbols, state, Optional.empty());
      state = reading.state();
      return reading.opinion();
    }
  }

  @Override
  public List<Parameter> parameters() {
    return experts.stream().flatMap(expert -> expert.parameters().stream()).toList();
  }
}

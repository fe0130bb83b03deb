package unroll.model.music;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import unroll.cell.Cell;
import unroll.cell.Sequence;
import unroll.layer.CrossEntropy;
import unroll.layer.Dropout;
import unroll.layer.Linear;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Predicts the next chord and the next duration from one state: two heads on one cell, as in the
 * lecture's "RNNs and music synthesis".
 *
 * <pre>
 *   state_t = cell([onehot(chord_t), onehot(duration_t)], state_(t-1))
 *   p(chord_(t+1))    = softmax(output(state_t) Wc + bc)
 *   p(duration_(t+1)) = softmax(output(state_t) Wd + bd)
 * </pre>
 *
 * <p>Given the past the two are taken as independent, so the joint cross-entropy is the sum of the
 * heads'.
 *
 * @param cell C + D inputs, for C chords and D durations; H outputs
 * @param chordHead H x C
 * @param durationHead H x D
 * @param <S> the state of the cell
 */
public record ChordModel<S>(Cell<S> cell, Linear chordHead, Linear durationHead)
    implements Trainable {
  private static final int MASKED = -1;

  /**
   * Checks the shapes.
   *
   * @param cell C + D inputs, for C chords and D durations; H outputs
   * @param chordHead H x C
   * @param durationHead H x D
   * @throws IllegalArgumentException if cell and heads do not fit together
   */
  public ChordModel {
    if (cell.inputs() != size(chordHead) + size(durationHead)) {
      throw new IllegalArgumentException(
          String.format(
              "a cell of %d inputs cannot read %d chords beside %d durations",
              cell.inputs(), size(chordHead), size(durationHead)));
    }
  }

  /**
   * Puts two heads on any cell.
   *
   * @param cell of {@code chords + durations} inputs
   * @param chords C, at least 1
   * @param durations D, at least 1
   * @param init draws the heads
   * @param <S> the state of the cell
   * @return a new model
   * @throws IllegalArgumentException if the cell has another number of inputs
   */
  public static <S> ChordModel<S> of(Cell<S> cell, int chords, int durations, Initializer init) {
    return new ChordModel<>(
        cell,
        Linear.of(cell.hidden(), chords, init.named("chord")),
        Linear.of(cell.hidden(), durations, init.named("duration")));
  }

  /**
   * The losses of the two heads.
   *
   * @param chord 1 x 1, the mean in nats per chord
   * @param duration 1 x 1, the mean in nats per duration
   */
  public record Losses(Value chord, Value duration) {
    /**
     * Adds the heads up.
     *
     * @return 1 x 1, in nats per chord with its duration
     */
    public Value joint() {
      return chord.plus(duration);
    }
  }

  /**
   * What a held-out set costs.
   *
   * @param chord nats per chord
   * @param duration nats per duration
   */
  public record Nats(double chord, double duration) {
    /**
     * Adds the heads up.
     *
     * @return nats per chord with its duration
     */
    public double joint() {
      return chord + duration;
    }
  }

  /**
   * Computes the losses of a batch of tunes, each from the initial state; all chords but the first
   * are predicted. Shorter tunes are padded, and padding counts for nothing.
   *
   * @param tape where the steps are recorded
   * @param tunes B, at least one of 2 chords or more
   * @return the mean over all predictions
   * @throws IllegalArgumentException if nothing is to be predicted
   */
  public Losses losses(Tape tape, List<Tune> tunes) {
    return losses(tape, tunes, Optional.empty());
  }

  /**
   * Computes the losses while learning.
   *
   * @param tape where the steps are recorded
   * @param tunes B, at least one of 2 chords or more
   * @param dropout of the cell's outputs, if any
   * @return the mean over all predictions
   * @throws IllegalArgumentException if nothing is to be predicted
   */
  public Losses losses(Tape tape, List<Tune> tunes, Optional<Dropout> dropout) {
    int batch = tunes.size();
    int steps = tunes.stream().mapToInt(Tune::length).max().orElse(0) - 1;
    if (steps < 1) {
      throw new IllegalArgumentException("no tune has a second chord, so none can be predicted");
    }
    int[][] symbols = new int[2][steps * batch];
    int[][] targets = new int[2][steps * batch];
    for (int b = 0; b < batch; b++) {
      int[][] voices = {tunes.get(b).chords(), tunes.get(b).durations()};
      for (int voice = 0; voice < 2; voice++) {
        for (int t = 0; t < steps; t++) {
          boolean predicts = t + 1 < voices[voice].length;
          symbols[voice][t * batch + b] = predicts ? voices[voice][t] : 0;
          targets[voice][t * batch + b] = predicts ? voices[voice][t + 1] : MASKED;
        }
      }
    }
    Sequence xs = new Sequence(input(tape, symbols[0], symbols[1]), steps);
    Value outputs = cell.unroll(xs, cell.initialState(tape, batch)).outputs().rows();
    Value kept = dropout.map(how -> how.apply(outputs)).orElse(outputs);
    return new Losses(
        CrossEntropy.mean(chordHead.apply(kept), targets[0]),
        CrossEntropy.mean(durationHead.apply(kept), targets[1]));
  }

  /**
   * Measures the model on held-out tunes.
   *
   * @param tunes at least one of 2 chords or more
   * @return the mean over all predictions of all tunes
   * @throws IllegalArgumentException if nothing is to be predicted
   */
  public Nats evaluate(List<Tune> tunes) {
    Losses losses = losses(Tape.off(), tunes);
    return new Nats(losses.chord().scalar(), losses.duration().scalar());
  }

  /**
   * Writes on: feeds a beginning, then each drawn chord and duration as the next input.
   *
   * @param beginning at least one chord
   * @param length how many chords to write, at least 0
   * @param sampler draws from the logits of either head
   * @param random the source of the draws
   * @return the new chords, without the beginning
   * @throws IllegalArgumentException if the beginning is empty
   */
  public Tune generate(Tune beginning, int length, Sampler sampler, RandomGenerator random) {
    if (beginning.length() == 0) {
      throw new IllegalArgumentException("music goes on from at least one chord");
    }
    Tape tape = Tape.off();
    int[] chords = Arrays.copyOf(beginning.chords(), beginning.length() + length);
    int[] durations = Arrays.copyOf(beginning.durations(), chords.length);
    S state = cell.initialState(tape, 1);
    for (int t = 0; t + 1 < chords.length; t++) {
      state = cell.step(input(tape, new int[] {chords[t]}, new int[] {durations[t]}), state);
      if (t + 1 >= beginning.length()) {
        Value output = cell.output(state);
        chords[t + 1] = sampler.draw(chordHead.apply(output).matrix(), 0, random);
        durations[t + 1] = sampler.draw(durationHead.apply(output).matrix(), 0, random);
      }
    }
    int from = beginning.length();
    return new Tune(
        Arrays.copyOfRange(chords, from, from + length),
        Arrays.copyOfRange(durations, from, from + length));
  }

  private Value input(Tape tape, int[] chords, int[] durations) {
    var precision = chordHead.weights().matrix().precision();
    return Value.beside(
        List.of(
            tape.oneHot(precision, chords, size(chordHead)),
            tape.oneHot(precision, durations, size(durationHead))));
  }

  private static int size(Linear head) {
    return head.bias().matrix().columns();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(cell.parameters());
    all.addAll(chordHead.parameters());
    all.addAll(durationHead.parameters());
    return List.copyOf(all);
  }
}

package unroll.model.music;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unroll.cell.Cell;
import unroll.cell.Sequence;
import unroll.cell.Unrolled;
import unroll.layer.Dropout;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Predicts the next note of a melody in its own view: it reads each note as that view shows it, and
 * says how likely each of its symbols is next. An expert that sees only intervals, or only chord
 * tones, plays the same in every key (Johnson, Keller and Weintraut 2017).
 *
 * <p>As in the paper an expert may also hear what is known of the step that it predicts: the chord,
 * as pitch classes above its own reference, the place in the bar, and how high the reference lies.
 *
 * @param view of K symbols
 * @param barSteps N, places in a bar that are told apart; 0 for an expert that hears nothing but
 *     the notes before
 * @param cell K inputs, or K + 13 + N for an expert that hears more; H outputs
 * @param readout H x K
 * @param <S> the state of the cell
 */
public record MelodyExpert<S>(MelodyView view, int barSteps, Cell<S> cell, Linear readout)
    implements Trainable {
  /** Pitch classes of a chord, and the height of the reference. */
  private static final int HEARD_BESIDE_PLACES = 13;

  /**
   * Checks the shapes.
   *
   * @param view of K symbols
   * @param barSteps N, places in a bar that are told apart; 0 for an expert that hears nothing but
   *     the notes before
   * @param cell K inputs, or K + 13 + N for an expert that hears more; H outputs
   * @param readout H x K
   * @throws IllegalArgumentException if view, cell and readout do not fit together
   */
  public MelodyExpert {
    if (cell.inputs() != inputs(view, barSteps)) {
      throw new IllegalArgumentException(
          "a cell of "
              + cell.inputs()
              + " inputs cannot read a view of "
              + view.size()
              + (barSteps == 0 ? "" : " beside a chord and a bar of " + barSteps + " steps"));
    }
    unroll.matrix.Shapes.require("readout", readout.weights().matrix(), cell.hidden(), view.size());
  }

  /**
   * Counts what a cell must read.
   *
   * @param view of K symbols
   * @param barSteps N, places in a bar; 0 for an expert that hears nothing but the notes before
   * @return K, or K + 13 + N
   */
  public static int inputs(MelodyView view, int barSteps) {
    return view.size() + (barSteps == 0 ? 0 : HEARD_BESIDE_PLACES + barSteps);
  }

  /**
   * Puts a readout on any cell: an expert that hears nothing but the notes before.
   *
   * @param view of K symbols
   * @param cell of K inputs
   * @param init draws the readout
   * @param <S> the state of the cell
   * @return a new expert
   * @throws IllegalArgumentException if the cell has other than K inputs
   */
  public static <S> MelodyExpert<S> of(MelodyView view, Cell<S> cell, Initializer init) {
    return hearing(view, 0, cell, init);
  }

  /**
   * Puts a readout on any cell: an expert that also hears the chord and the place in the bar of the
   * step that it predicts.
   *
   * @param view of K symbols
   * @param barSteps N, places in a bar; those further on start again from 0
   * @param cell of K + 13 + N inputs: see {@link #inputs}
   * @param init draws the readout
   * @param <S> the state of the cell
   * @return a new expert
   * @throws IllegalArgumentException if the cell has another number of inputs
   */
  public static <S> MelodyExpert<S> hearing(
      MelodyView view, int barSteps, Cell<S> cell, Initializer init) {
    return new MelodyExpert<>(view, barSteps, cell, Linear.of(cell.hidden(), view.size(), init));
  }

  /**
   * Says what comes next after every note of some melodies but the last.
   *
   * @param tape where the steps are recorded
   * @param melodies B of equal length T, at least 2
   * @param symbols V, the common symbols: all pitches and specials
   * @return an opinion of (T-1)*B rows, step after step
   * @throws IllegalArgumentException if the lengths differ, or are below 2, or a melody has a note
   *     that this view cannot see
   */
  public ProductOfExperts.Opinion opinion(Tape tape, List<Melody> melodies, int symbols) {
    return opinion(tape, melodies, symbols, Optional.empty());
  }

  /**
   * Says what comes next, while learning.
   *
   * @param tape where the steps are recorded
   * @param melodies B of equal length T, at least 2
   * @param symbols V, the common symbols: all pitches and specials
   * @param dropout of the cell's outputs, if any
   * @return an opinion of (T-1)*B rows, step after step
   * @throws IllegalArgumentException as {@link #opinion(Tape, List, int)}
   */
  public ProductOfExperts.Opinion opinion(
      Tape tape, List<Melody> melodies, int symbols, Optional<Dropout> dropout) {
    int steps = melodies.get(0).length() - 1;
    if (steps < 1 || melodies.stream().anyMatch(melody -> melody.length() != steps + 1)) {
      throw new IllegalArgumentException("melodies of equal length, at least 2 notes, are needed");
    }
    S start = cell.initialState(tape, melodies.size());
    return reading(tape, melodies, 0, steps, symbols, start, dropout).opinion();
  }

  /**
   * What was understood of some notes.
   *
   * @param opinion on what comes after each of them
   * @param state to go on from
   * @param <S> the state of the cell
   */
  record Reading<S>(ProductOfExperts.Opinion opinion, S state) {}

  /**
   * Reads the notes from one time to before another, and says after each what comes next.
   *
   * @param melodies B, known up to before {@code to}, with the chord at {@code to}
   */
  Reading<S> reading(
      Tape tape,
      List<Melody> melodies,
      int from,
      int to,
      int symbols,
      S start,
      Optional<Dropout> dropout) {
    int batch = melodies.size();
    int[] seen = new int[(to - from) * batch];
    int[][] places = new int[seen.length][symbols];
    Matrix heard = tape.buffer(readout.weights().matrix().precision(), seen.length, heardNumbers());
    for (int row = 0; row < seen.length; row++) {
      Melody melody = melodies.get(row % batch);
      int t = from + row / batch;
      seen[row] = view.place(melody, t, melody.notes()[t]);
      if (seen[row] == ProductOfExperts.IMPOSSIBLE) {
        throw new IllegalArgumentException(
            "note " + t + " of melody " + row % batch + " is beyond the reach of an expert");
      }
      int reference = view.reference(melody, t + 1);
      for (int v = 0; v < symbols; v++) {
        places[row][v] = view.place(reference, v);
      }
      if (barSteps > 0) {
        hear(melody, t + 1, reference, heard, row);
      }
    }
    Value inputs = tape.oneHot(heard.precision(), seen, view.size());
    if (barSteps > 0) {
      inputs = Value.beside(List.of(inputs, tape.constant(heard)));
    }
    Unrolled<S> read = cell.unroll(new Sequence(inputs, to - from), start);
    Value outputs = read.outputs().rows();
    Value kept = dropout.map(how -> how.apply(outputs)).orElse(outputs);
    return new Reading<>(new ProductOfExperts.Opinion(readout.apply(kept), places), read.last());
  }

  private int heardNumbers() {
    return inputs(view, barSteps) - view.size();
  }

  /** Writes down chord, height and place of a step, as seen from a reference. */
  private void hear(Melody melody, int t, int reference, Matrix heard, int row) {
    int above = Melody.turned(melody.tones()[t], Math.floorMod(-reference, 12));
    for (int semitones = 0; semitones < 12; semitones++) {
      heard.set(row, semitones, above >> semitones & 1);
    }
    heard.set(row, 12, view.height(reference));
    heard.set(row, HEARD_BESIDE_PLACES + melody.places()[t] % barSteps, 1);
  }

  /**
   * Lists what is to be predicted: every note but the first.
   *
   * @param melodies B of equal length T
   * @return (T-1)*B symbols, step after step: the targets of the opinions
   */
  public static int[] targets(List<Melody> melodies) {
    int batch = melodies.size();
    int[] targets = new int[(melodies.get(0).length() - 1) * batch];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = melodies.get(row % batch).notes()[row / batch + 1];
    }
    return targets;
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(cell.parameters());
    all.addAll(readout.parameters());
    return List.copyOf(all);
  }
}

package unroll.model.music;

import java.util.ArrayList;
import java.util.List;
import unroll.cell.Cell;
import unroll.cell.Sequence;
import unroll.layer.Linear;
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
 * @param view of K symbols
 * @param cell K inputs, H outputs
 * @param readout H x K
 * @param <S> the state of the cell
 */
public record MelodyExpert<S>(MelodyView view, Cell<S> cell, Linear readout) implements Trainable {
  /**
   * Checks the shapes.
   *
   * @param view of K symbols
   * @param cell K inputs, H outputs
   * @param readout H x K
   * @throws IllegalArgumentException if view, cell and readout do not fit together
   */
  public MelodyExpert {
    if (cell.inputs() != view.size()) {
      throw new IllegalArgumentException(
          "a cell of " + cell.inputs() + " inputs cannot read a view of " + view.size());
    }
    unroll.matrix.Shapes.require("readout", readout.weights().matrix(), cell.hidden(), view.size());
  }

  /**
   * Puts a readout on any cell.
   *
   * @param view of K symbols
   * @param cell of K inputs
   * @param init draws the readout
   * @param <S> the state of the cell
   * @return a new expert
   * @throws IllegalArgumentException if the cell has other than K inputs
   */
  public static <S> MelodyExpert<S> of(MelodyView view, Cell<S> cell, Initializer init) {
    return new MelodyExpert<>(view, cell, Linear.of(cell.hidden(), view.size(), init));
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
    int batch = melodies.size();
    int steps = melodies.get(0).length() - 1;
    if (steps < 1 || melodies.stream().anyMatch(melody -> melody.length() != steps + 1)) {
      throw new IllegalArgumentException("melodies of equal length, at least 2 notes, are needed");
    }
    int[] seen = new int[steps * batch];
    int[][] places = new int[steps * batch][symbols];
    for (int row = 0; row < seen.length; row++) {
      Melody melody = melodies.get(row % batch);
      int t = row / batch;
      seen[row] = view.place(melody, t, melody.notes()[t]);
      if (seen[row] == ProductOfExperts.IMPOSSIBLE) {
        throw new IllegalArgumentException(
            "note " + t + " of melody " + row % batch + " is beyond the reach of an expert");
      }
      for (int v = 0; v < symbols; v++) {
        places[row][v] = view.place(melody, t + 1, v);
      }
    }
    Value inputs = tape.oneHot(readout.weights().matrix().precision(), seen, view.size());
    Value outputs =
        cell.unroll(new Sequence(inputs, steps), cell.initialState(tape, batch)).outputs().rows();
    return new ProductOfExperts.Opinion(readout.apply(outputs), places);
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

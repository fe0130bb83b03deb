package unroll.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import unroll.matrix.Matrix;
import unroll.tape.Value;

/**
 * The lengths of the examples of a ragged batch: example b has steps 0 to {@code at(b) - 1}, and
 * what comes after is padding that no result may depend on.
 */
public final class Lengths {
  private final int[] lengths;

  private Lengths(int[] lengths) {
    this.lengths = lengths;
  }

  /**
   * Takes the lengths of all examples.
   *
   * @param lengths at least 1 each, in steps. Not modified; copied.
   * @return new lengths
   * @throws IllegalArgumentException if a length is below 1
   */
  public static Lengths of(int... lengths) {
    for (int length : lengths) {
      if (length < 1) {
        throw new IllegalArgumentException("a sequence has at least 1 step, not " + length);
      }
    }
    return new Lengths(lengths.clone());
  }

  /**
   * Returns the length of one example.
   *
   * @param example from 0
   * @return at least 1, in steps
   */
  public int at(int example) {
    return lengths[example];
  }

  /**
   * Says which rows of a sequence are steps and not padding.
   *
   * @param steps T
   * @return T*B, step after step
   */
  public boolean[] counts(int steps) {
    boolean[] counts = new boolean[steps * lengths.length];
    for (int row = 0; row < counts.length; row++) {
      counts[row] = row / lengths.length < lengths[row % lengths.length];
    }
    return counts;
  }

  /**
   * Picks each example's last step.
   *
   * @param xs T steps of B x m
   * @return B x m
   * @throws IllegalArgumentException if there is not one length an example, or one is above T
   */
  public Value last(Sequence xs) {
    check(xs);
    int[] rows = new int[lengths.length];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = (lengths[b] - 1) * rows.length + b;
    }
    return xs.rows().pick(rows);
  }

  /**
   * Reverses each example within its length; padding stays where it is. Twice is the identity.
   *
   * @param xs T steps of B x m
   * @return T steps of B x m
   * @throws IllegalArgumentException if there is not one length an example, or one is above T
   */
  public Sequence reversed(Sequence xs) {
    check(xs);
    int batch = lengths.length;
    int[] rows = new int[xs.steps() * batch];
    for (int row = 0; row < rows.length; row++) {
      int t = row / batch;
      int b = row % batch;
      rows[row] = t < lengths[b] ? (lengths[b] - 1 - t) * batch + b : row;
    }
    return new Sequence(xs.rows().pick(rows), xs.steps());
  }

  /**
   * Unrolls a cell and holds each example's state from its end on, so that the last state is every
   * example's own: {@code state = m after + (1 - m) before} with m 1 at steps and 0 at padding.
   * Where only outputs are wanted, unrolling at once and {@link #last} is faster.
   *
   * @param cell takes the steps
   * @param xs T steps of B x D
   * @param start the state before the first step
   * @param <S> the state of the cell
   * @return the outputs, held after an end, and the state at each example's end
   * @throws IllegalArgumentException if there is not one length an example, or one is above T
   */
  public <S> Unrolled<S> unroll(Cell<S> cell, Sequence xs, S start) {
    check(xs);
    List<Value> outputs = new ArrayList<>();
    S state = start;
    for (int t = 0; t < xs.steps(); t++) {
      int step = t;
      state =
          cell.combine(
              state, cell.step(xs.at(t), state), (before, after) -> held(step, before, after));
      outputs.add(cell.output(state));
    }
    return new Unrolled<>(Sequence.of(outputs), state);
  }

  private Value held(int t, Value before, Value after) {
    Matrix goesOn = after.tape().buffer(after.precision(), after.rows(), after.columns());
    Matrix stays = after.tape().buffer(after.precision(), after.rows(), after.columns());
    for (int b = 0; b < lengths.length; b++) {
      (t < lengths[b] ? goesOn : stays).rows(b, b + 1).fill(1);
    }
    return after
        .timesElements(after.tape().constant(goesOn))
        .plus(before.timesElements(after.tape().constant(stays)));
  }

  private void check(Sequence xs) {
    if (xs.batch() != lengths.length) {
      throw new IllegalArgumentException(
          lengths.length + " lengths for a batch of " + xs.batch() + " examples");
    }
    int longest = Arrays.stream(lengths).max().orElse(0);
    if (longest > xs.steps()) {
      throw new IllegalArgumentException(
          "a length of " + longest + " in a sequence of " + xs.steps() + " steps");
    }
  }

  @Override
  public String toString() {
    return "lengths " + Arrays.toString(lengths);
  }
}

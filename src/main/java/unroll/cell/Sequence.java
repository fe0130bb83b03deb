package unroll.cell;

import java.util.List;
import unroll.matrix.Matrix;
import unroll.tape.Value;

/**
 * Steps of a batch in one value, step after step: rows {@code t*B} to {@code (t+1)*B} are step t.
 *
 * @param rows (T*B) x D
 * @param steps T, at least 1
 */
public record Sequence(Value rows, int steps) {
  /**
   * Checks the shape.
   *
   * @param rows (T*B) x D
   * @param steps T, at least 1
   * @throws IllegalArgumentException if the rows cannot be divided into the steps
   */
  public Sequence {
    if (steps < 1 || rows.rows() % steps != 0) {
      throw new IllegalArgumentException(
          rows.rows() + " rows cannot be divided into " + steps + " steps");
    }
  }

  /**
   * Makes a sequence out of its steps.
   *
   * @param steps at least one, all B x D, on one tape
   * @return the stacked steps
   * @throws IllegalArgumentException if there is none, or the shapes differ
   */
  public static Sequence of(List<Value> steps) {
    return new Sequence(Value.stack(steps), steps.size());
  }

  /**
   * Returns the batch size.
   *
   * @return B
   */
  public int batch() {
    return rows.rows() / steps;
  }

  /**
   * Views one step.
   *
   * @param t from 0
   * @return B x D, sharing numbers and gradient with the sequence
   * @throws IndexOutOfBoundsException if there is no such step
   */
  public Value at(int t) {
    return rows.rows(t * batch(), (t + 1) * batch());
  }

  /** The rows of step t of a matrix that has the rows of this sequence. */
  Matrix of(Matrix matrix, int t) {
    return of(matrix, t, 0, batch());
  }

  /** Some of the batch at step t, of a matrix that has the rows of this sequence. */
  Matrix of(Matrix matrix, int t, int from, int to) {
    return matrix.rows(t * batch() + from, t * batch() + to);
  }
}

package unroll.layer;

import unroll.tape.Value;

/** Picks and repeats rows: products with one-hot matrices. */
public final class Rows {
  private Rows() {}

  /**
   * Picks rows by number; a row may be picked more than once, and gets the sum of the gradients.
   *
   * @param x n x m
   * @param numbers k row numbers in 0 to n - 1. Not modified, and must not change before the
   *     backward pass.
   * @return k x m
   * @throws IllegalArgumentException if a number is outside 0 to n - 1
   */
  public static Value pick(Value x, int... numbers) {
    return x.tape().oneHot(x.precision(), numbers, x.rows()).times(x);
  }

  /**
   * Repeats one row.
   *
   * @param row 1 x m
   * @param times n
   * @return n x m
   * @throws IllegalArgumentException if there is not exactly one row
   */
  public static Value repeat(Value row, int times) {
    if (row.rows() != 1) {
      throw new IllegalArgumentException("repeat: one row is needed, not " + row.rows());
    }
    return pick(row, new int[times]);
  }
}

package unroll.layer;

import unroll.matrix.Matrix;
import unroll.tape.Value;

/** Sums and repeats columns: products with matrices of ones. */
public final class Columns {
  private Columns() {}

  /**
   * Sums every row over its columns.
   *
   * @param x n x m
   * @return n x 1
   */
  public static Value sum(Value x) {
    return x.times(ones(x, x.columns(), 1));
  }

  /**
   * Repeats one column.
   *
   * @param column n x 1
   * @param times m
   * @return n x m
   * @throws IllegalArgumentException if there is not exactly one column
   */
  public static Value repeat(Value column, int times) {
    if (column.columns() != 1) {
      throw new IllegalArgumentException("repeat: one column is needed, not " + column.columns());
    }
    return column.times(ones(column, 1, times));
  }

  private static Value ones(Value like, int rows, int columns) {
    Matrix ones = like.tape().room(like.precision(), rows, columns);
    ones.fill(1);
    return like.tape().constant(ones);
  }
}

package unroll.layer;

import unroll.tape.Value;

/** Repeats and reorders rows: products with one-hot matrices. */
public final class Rows {
  private Rows() {}

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
    return row.pick(new int[times]);
  }

  /**
   * Reorders rows that come in blocks: row j of block i becomes row i of block j. This turns "step
   * after step" into "example after example" and back.
   *
   * @param x (n*m) x k, n blocks of m rows
   * @param blocks n
   * @param height m
   * @return (m*n) x k, m blocks of n rows; x itself where that is the same
   * @throws IllegalArgumentException if there are not n*m rows
   */
  public static Value transposeBlocks(Value x, int blocks, int height) {
    if (x.rows() != blocks * height) {
      throw new IllegalArgumentException(
          x.rows() + " rows are not " + blocks + " blocks of " + height);
    }
    if (blocks == 1 || height == 1) {
      return x;
    }
    int[] rows = new int[x.rows()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row % blocks * height + row / blocks;
    }
    return x.pick(rows);
  }
}

package unroll.layer;

import unroll.matrix.Matrix;

/** Masks as matrices of ones and zeros. */
final class Masks {
  private Masks() {}

  /** Ones in the rows that count, in the shape of a matrix. */
  static Matrix rows(String loss, Matrix shape, boolean[] counts) {
    if (counts.length != shape.rows()) {
      throw new IllegalArgumentException(
          loss + ": a mask of " + counts.length + " for " + shape.rows() + " rows");
    }
    Matrix mask = shape.zerosLike(shape.rows(), shape.columns());
    boolean some = false;
    for (int r = 0; r < counts.length; r++) {
      if (counts[r]) {
        mask.rows(r, r + 1).fill(1);
        some = true;
      }
    }
    if (!some) {
      throw new IllegalArgumentException(loss + ": every row is masked");
    }
    return mask;
  }
}

package unroll.layer;

import java.util.random.RandomGenerator;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Sets numbers to zero at random while training (Srivastava et al. 2014), and divides the others by
 * the share that stays, so that the expectation is kept and nothing needs to change for testing:
 * "inverted" dropout. To test, do not apply it.
 *
 * @param rate the share that is set to zero, from 0 and below 1
 * @param random draws the masks
 */
public record Dropout(double rate, RandomGenerator random) {
  /**
   * Checks the rate.
   *
   * @param rate from 0 and below 1
   * @param random draws the masks
   * @throws IllegalArgumentException if the rate is outside 0 to below 1
   */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate is from 0 to below 1, not " + rate);
    }
  }

  /**
   * Drops every number on its own: between layers (Zaremba, Sutskever and Vinyals 2014).
   *
   * @param x n x m
   * @return n x m
   */
  public Value apply(Value x) {
    return x.timesElements(mask(x.tape(), x.precision(), x.rows(), x.columns()));
  }

  /**
   * Drops the same units at all times of a sequence, each example its own: one mask a sequence, the
   * variational dropout of Gal and Ghahramani 2016.
   *
   * @param rows (T*B) x m, step after step
   * @param batch B
   * @return (T*B) x m
   * @throws IllegalArgumentException if the rows cannot be divided into batches
   */
  public Value applyInTime(Value rows, int batch) {
    if (batch < 1 || rows.rows() % batch != 0) {
      throw new IllegalArgumentException(
          "dropout: " + rows.rows() + " rows cannot be divided into batches of " + batch);
    }
    Matrix one = mask(rows.tape(), rows.precision(), batch, rows.columns()).matrix();
    Matrix all = rows.tape().buffer(rows.precision(), rows.rows(), rows.columns());
    for (int from = 0; from < rows.rows(); from += batch) {
      all.rows(from, from + batch).copyFrom(one);
    }
    return rows.timesElements(rows.tape().constant(all));
  }

  /**
   * Draws a mask, to be multiplied with more than one value.
   *
   * @param tape that the mask is a constant on
   * @param precision of the mask
   * @param rows at least 0
   * @param columns at least 0
   * @return zeros where to drop, {@code 1 / (1 - rate)} elsewhere
   */
  public Value mask(Tape tape, Precision precision, int rows, int columns) {
    Matrix mask = tape.buffer(precision, rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        mask.set(r, c, random.nextDouble() < rate ? 0 : 1 / (1 - rate));
      }
    }
    return tape.constant(mask);
  }
}

package e03_counting;

import org.ejml.data.DMatrixRMaj;

/**
 * Weights by hand: three tasks, to be checked with {@code unroll check 03-counting}.
 *
 * <p>{@code new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}})} is a matrix, written row by row. Name
 * the units in a comment first, then fill in one column for each unit: what it hears.
 */
public class Counting implements CountingNetworks {
  @Override
  public Network brackets() {
    throw new UnsupportedOperationException(
        "Task 1 of 03-counting is yours to write: balanced brackets");
  }

  @Override
  public Network ratio(int m) {
    throw new UnsupportedOperationException(
        "Task 2 of 03-counting is yours to write: m b for every a");
  }

  @Override
  public double move(int k, double q, int symbol) {
    throw new UnsupportedOperationException(
        "Task 3 of 03-counting is yours to write: a stack in one number");
  }

  /** A matrix, row by row. */
  static DMatrixRMaj matrix(double[][] rows) {
    return new DMatrixRMaj(rows);
  }

  /** The identity between 0 and 1, and 0 or 1 outside. */
  static double sigma(double a) {
    return Math.min(1, Math.max(0, a));
  }
}

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
    // BEGIN SOLUTION 1
    // units: open, how many are open; extra, this one closes nothing; wrong, one of those came
    return new Network(
        matrix(new double[][] {{1, 0, 0}, {-1, 1, 0}}),
        matrix(new double[][] {{1, -1, 0}, {0, 0, 1}, {0, 0, 1}}),
        matrix(new double[][] {{0, 0, 0}}),
        matrix(new double[][] {{-1}, {-1}, {-1}}),
        matrix(new double[][] {{0.5}}));
    // END SOLUTION 1
  }

  @Override
  public Network ratio(int m) {
    // BEGIN SOLUTION 2
    // units: owed, how many b; lastB, the letter was b; extra, a b that was not owed; late, an a
    // next to a b on its left; wrong, one of these two came
    double[][] fromUnits = {
      {1, 0, -1, 0, 0}, // owed
      {0, 0, 0, 1, 0}, // lastB
      {0, 0, 0, 0, 1}, // extra
      {0, 0, 0, 0, 1}, // late
      {0, 0, 0, 0, 1} // wrong
    };
    return new Network(
        matrix(new double[][] {{m, 0, 0, 1, 0}, {-1, 1, 1, 0, 0}}),
        matrix(fromUnits),
        matrix(new double[][] {{0, 0, 0, -1, 0}}),
        matrix(new double[][] {{-1}, {1}, {-1}, {-1}, {-1}}),
        matrix(new double[][] {{-0.5}}));
    // END SOLUTION 2
  }

  @Override
  public double move(int k, double q, int symbol) {
    // BEGIN SOLUTION 3
    int variant = 0; // VARIANT
    int base = 2 * k + variant;
    if (symbol >= 0) {
      return q / base + (2 * symbol + 1.0) / base;
    }
    double top = 0;
    for (int s = 1; s < k; s++) {
      top += sigma(base * q - 2 * s);
    }
    return sigma(base * q - 2 * top - 1);
    // END SOLUTION 3
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

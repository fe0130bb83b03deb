package unroll.probe;

import java.util.SplittableRandom;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;

/** Small seeded things that the tests of the probes share. */
final class ProbeFixtures {
  private ProbeFixtures() {}

  static Initializer init(long seed) {
    return Initializer.of(new SplittableRandom(seed), Precision.DOUBLE);
  }

  static Matrix inputs(int rows, int columns, long seed) {
    return init(seed).uniform("x", rows, columns, 1).matrix();
  }

  static Matrix matrix(double[]... rows) {
    return Matrix.of(Precision.DOUBLE, rows);
  }

  /** {@code Q diag(eigenvalues) Q'} with a random orthogonal Q. */
  static Matrix symmetric(long seed, double... eigenvalues) {
    int n = eigenvalues.length;
    Matrix q = init(seed).orthogonal("Q", n, n, 1).matrix();
    Matrix scaled = q.copy();
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        scaled.set(r, c, q.get(r, c) * eigenvalues[c]);
      }
    }
    Matrix w = q.zerosLike(n, n);
    w.kernels().addProductRightTransposed(scaled, q, w);
    return w;
  }

  static double largestDifference(double[][] a, double[][] b) {
    double largest = a.length == b.length ? 0 : Double.POSITIVE_INFINITY;
    for (int r = 0; r < a.length; r++) {
      for (int c = 0; c < a[r].length; c++) {
        largest = Math.max(largest, Math.abs(a[r][c] - b[r][c]));
      }
    }
    return largest;
  }
}

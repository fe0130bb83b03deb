package unroll.probe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * The lecture's linear model: a symmetric {@code W = Q L Q'} and its powers {@code W^t = Q L^t Q'}.
 *
 * @param eigenvalues the diagonal of L, n numbers from the largest modulus down
 * @param vectors Q, n x n, orthogonal; column i belongs to eigenvalue i
 */
public record SymmetricPowers(double[] eigenvalues, double[][] vectors) {
  /** How far from symmetric a matrix may be, relative to its largest number: float rounding. */
  private static final double ASYMMETRY = 1e-6;

  /**
   * Decomposes a matrix.
   *
   * @param w n x n, symmetric. Not modified.
   * @return its eigenvalues and vectors
   * @throws IllegalArgumentException if w is not square, or not symmetric
   */
  public static SymmetricPowers of(Matrix w) {
    int n = Spectrum.sizeOfSquare("symmetric decomposition", w);
    requireSymmetric(w);
    EigenDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.eig(n, true, true);
    if (!decomposition.decompose(w.toEjml())) {
      throw new IllegalStateException("the eigenvalues of this matrix did not converge");
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    i -> -Math.abs(decomposition.getEigenvalue(i).getReal())))
            .mapToInt(i -> i)
            .toArray();
    double[] eigenvalues = new double[n];
    double[][] vectors = new double[n][n];
    for (int c = 0; c < n; c++) {
      eigenvalues[c] = decomposition.getEigenvalue(order[c]).getReal();
      DMatrixRMaj vector = decomposition.getEigenVector(order[c]);
      for (int r = 0; r < n; r++) {
        vectors[r][c] = vector.get(r, 0);
      }
    }
    return new SymmetricPowers(eigenvalues, vectors);
  }

  private static void requireSymmetric(Matrix w) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < w.rows(); i++) {
      for (int j = 0; j < w.rows(); j++) {
        largest = Math.max(largest, Math.abs(w.get(i, j)));
        difference = Math.max(difference, Math.abs(w.get(i, j) - w.get(j, i)));
      }
    }
    if (!(difference <= ASYMMETRY * largest)) {
      throw new IllegalArgumentException(
          "W = Q L Q' needs a symmetric matrix; W and its transpose differ by " + difference);
    }
  }

  /**
   * Computes a power from the eigenvalues: {@code W^t = Q L^t Q'}.
   *
   * @param t at least 0
   * @return n x n, in double precision
   * @throws IllegalArgumentException if t is negative
   */
  public Matrix power(int t) {
    if (t < 0) {
      throw new IllegalArgumentException("power " + t + ": give at least 0");
    }
    Matrix q = Matrix.of(Precision.DOUBLE, vectors);
    Matrix scaled = q.copy();
    for (int c = 0; c < eigenvalues.length; c++) {
      double factor = Math.pow(eigenvalues[c], t);
      for (int r = 0; r < eigenvalues.length; r++) {
        scaled.set(r, c, scaled.get(r, c) * factor);
      }
    }
    Matrix result = q.zerosLike(q.rows(), q.rows());
    q.kernels().addProductRightTransposed(scaled, q, result);
    return result;
  }

  /**
   * Computes how much of each eigenvector is left after t steps: {@code |lambda_i|^t}.
   *
   * @param steps T, at least 0
   * @return n x (T + 1); row i is the curve of eigenvalue i
   */
  public double[][] decay(int steps) {
    double[][] curves = new double[eigenvalues.length][steps + 1];
    for (int i = 0; i < eigenvalues.length; i++) {
      double size = Math.abs(eigenvalues[i]);
      Arrays.setAll(curves[i], t -> Math.pow(size, t));
    }
    return curves;
  }
}

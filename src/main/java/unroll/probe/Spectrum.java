package unroll.probe;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import unroll.matrix.Matrix;

/**
 * The eigenvalues and singular values of a square matrix. Those of W and of its transpose are the
 * same, so the recurrent weights of a cell may be handed in as they are.
 *
 * @param real parts of the eigenvalues, from the largest modulus down
 * @param imaginary parts, in the same order
 * @param singular values from the largest down
 */
public record Spectrum(double[] real, double[] imaginary, double[] singular) {

  /**
   * Decomposes a matrix.
   *
   * @param w n x n. Not modified.
   * @return n eigenvalues, n singular values
   * @throws IllegalArgumentException if w is not square, or holds a number that is not finite
   */
  public static Spectrum of(Matrix w) {
    int n = sizeOfSquare("spectrum", w);
    DMatrixRMaj storage = finite("spectrum", w);
    EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, false);
    if (!decomposition.decompose(storage)) {
      throw new IllegalStateException("the eigenvalues of this matrix did not converge");
    }
    Complex_F64[] eigenvalues = new Complex_F64[n];
    Arrays.setAll(eigenvalues, decomposition::getEigenvalue);
    // Conjugate pairs have one modulus; the positive imaginary part comes first.
    Arrays.sort(
        eigenvalues,
        Comparator.comparingDouble(Complex_F64::getMagnitude)
            .thenComparingDouble(Complex_F64::getReal)
            .thenComparingDouble(Complex_F64::getImaginary)
            .reversed());
    return new Spectrum(
        Arrays.stream(eigenvalues).mapToDouble(Complex_F64::getReal).toArray(),
        Arrays.stream(eigenvalues).mapToDouble(Complex_F64::getImaginary).toArray(),
        singularValues(w));
  }

  /**
   * Computes the singular values of a matrix of any shape.
   *
   * @param a n x m. Not modified.
   * @return min(n, m) values, from the largest down
   * @throws IllegalArgumentException if a holds a number that is not finite
   */
  public static double[] singularValues(Matrix a) {
    double[] ascending = SingularOps_DDRM.singularValues(finite("singular values", a));
    Arrays.sort(ascending);
    double[] result = new double[ascending.length];
    Arrays.setAll(result, i -> ascending[ascending.length - 1 - i]);
    return result;
  }

  /**
   * Computes how far the powers of a matrix stretch: {@code ||W^t||}, the largest singular value of
   * the t-th power. A normal matrix follows {@code |lambda|^t}; a non-normal one may grow first and
   * fade later (Trefethen and Embree 2005).
   *
   * @param w n x n. Not modified.
   * @param steps T, at least 0
   * @return T + 1 norms, of W^0 to W^T
   * @throws IllegalArgumentException if w is not square or steps is negative
   */
  public static double[] normsOfPowers(Matrix w, int steps) {
    int n = sizeOfSquare("powers", w);
    if (steps < 0) {
      throw new IllegalArgumentException("powers up to " + steps + ": give at least 0");
    }
    double[] norms = new double[steps + 1];
    Matrix factor = Matrix.wrap(w.toEjml());
    Matrix power = factor.zerosLike(n, n);
    for (int i = 0; i < n; i++) {
      power.set(i, i, 1);
    }
    for (int t = 0; t <= steps; t++) {
      norms[t] = singularValues(power)[0];
      Matrix next = factor.zerosLike(n, n);
      factor.kernels().addProduct(power, factor, next);
      power = next;
    }
    return norms;
  }

  /**
   * Returns the moduli of the eigenvalues, the lecture's lambda.
   *
   * @return from the largest down
   */
  public double[] moduli() {
    double[] result = new double[real.length];
    Arrays.setAll(result, i -> Math.hypot(real[i], imaginary[i]));
    return result;
  }

  /**
   * Returns the spectral radius, the largest modulus of an eigenvalue: what powers of W come to in
   * the long run.
   *
   * @return at least 0
   */
  public double radius() {
    return moduli()[0];
  }

  /**
   * Returns the largest singular value {@code ||W||}: the most that one step can stretch.
   *
   * @return at least the spectral radius
   */
  public double norm() {
    return singular[0];
  }

  /**
   * Returns the condition, the largest singular value over the smallest.
   *
   * @return at least 1; infinite for a singular matrix
   */
  public double condition() {
    return singular[0] / singular[singular.length - 1];
  }

  /**
   * Returns the departure from normality {@code sqrt(||W||_F^2 - sum |lambda|^2)} (Henrici 1962):
   * zero for symmetric, skew and orthogonal matrices; above it, powers can grow before they fade.
   *
   * @return at least 0; rounding leaves about 1e-8 of the norm in a normal matrix
   */
  public double departureFromNormality() {
    double squares = Arrays.stream(singular).map(s -> s * s).sum();
    double eigenSquares = Arrays.stream(moduli()).map(m -> m * m).sum();
    return Math.sqrt(Math.max(0, squares - eigenSquares));
  }

  static int sizeOfSquare(String operation, Matrix w) {
    if (w.rows() != w.columns() || w.rows() == 0) {
      throw new IllegalArgumentException(
          operation + ": a square matrix is needed, this one is " + w.shape());
    }
    return w.rows();
  }

  private static DMatrixRMaj finite(String operation, Matrix w) {
    DMatrixRMaj storage = w.toEjml();
    for (int i = 0; i < storage.getNumElements(); i++) {
      if (!Double.isFinite(storage.data[i])) {
        throw new IllegalArgumentException(
            String.format(
                "%s: row %d, column %d of %s is %s",
                operation, i / w.columns(), i % w.columns(), w.shape(), storage.data[i]));
      }
    }
    return storage;
  }
}

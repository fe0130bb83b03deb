package unroll.tape;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * Makes parameters with their first numbers. The same seed gives the same numbers, in either
 * precision up to rounding.
 */
public final class Initializer {
  private final RandomGenerator random;
  private final Precision precision;
  private final String prefix;

  private Initializer(RandomGenerator random, Precision precision, String prefix) {
    this.random = random;
    this.precision = precision;
    this.prefix = prefix;
  }

  /**
   * Starts from a seed, in float.
   *
   * @param seed any number
   * @return a new initializer
   */
  public static Initializer seeded(long seed) {
    return of(new SplittableRandom(seed), Precision.FLOAT);
  }

  /**
   * Starts from a source of randomness.
   *
   * @param random drawn from by every parameter
   * @param precision of the parameters
   * @return a new initializer
   */
  public static Initializer of(RandomGenerator random, Precision precision) {
    return new Initializer(random, precision, "");
  }

  /**
   * Goes on in another precision, with the same source.
   *
   * @param other of the parameters
   * @return an initializer that shares the source
   */
  public Initializer in(Precision other) {
    return new Initializer(random, other, prefix);
  }

  /**
   * Puts a name before the names of the parameters, for example {@code lstm} before {@code Wh}.
   *
   * @param part the name, without a dot
   * @return an initializer that shares the source
   */
  public Initializer named(String part) {
    return new Initializer(random, precision, prefix + part + ".");
  }

  /**
   * Returns the precision of the parameters.
   *
   * @return float or double
   */
  public Precision precision() {
    return precision;
  }

  /**
   * Draws from the uniform distribution on {@code [-limit, limit)}.
   *
   * @param name of the parameter
   * @param rows at least 1
   * @param columns at least 1
   * @param limit above 0
   * @return a new parameter
   */
  public Parameter uniform(String name, int rows, int columns, double limit) {
    Parameter result = zeros(name, rows, columns);
    Matrix matrix = result.matrix();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix.set(r, c, (2 * random.nextDouble() - 1) * limit);
      }
    }
    return result;
  }

  /**
   * Draws from a normal distribution of mean 0.
   *
   * @param name of the parameter
   * @param rows at least 1
   * @param columns at least 1
   * @param deviation the standard deviation, above 0
   * @return a new parameter
   */
  public Parameter normal(String name, int rows, int columns, double deviation) {
    Parameter result = zeros(name, rows, columns);
    Matrix matrix = result.matrix();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix.set(r, c, random.nextGaussian() * deviation);
      }
    }
    return result;
  }

  /**
   * Draws uniformly with limit {@code sqrt(6 / (rows + columns))}, which keeps the size of signals
   * and gradients alike (Glorot and Bengio 2010, equation 16).
   *
   * @param name of the parameter
   * @param rows inputs
   * @param columns outputs
   * @return a new parameter
   */
  public Parameter glorot(String name, int rows, int columns) {
    return uniform(name, rows, columns, Math.sqrt(6.0 / (rows + columns)));
  }

  /**
   * Makes a multiple of the identity: the start of Le, Jaitly and Hinton 2015, with which a state
   * stays as it is until learning changes that.
   *
   * @param name of the parameter
   * @param size rows and columns
   * @param factor on the diagonal, usually 1
   * @return a new parameter
   */
  public Parameter identity(String name, int size, double factor) {
    Parameter result = zeros(name, size, size);
    for (int i = 0; i < size; i++) {
      result.matrix().set(i, i, factor);
    }
    return result;
  }

  /**
   * Draws an orthogonal matrix, uniform among all of them: Q of the QR decomposition of normal
   * numbers, with the signs that make R's diagonal positive. All singular values are the factor, so
   * a signal keeps its length (Saxe, McClelland and Ganguli 2014). If the matrix is not square, its
   * rows or columns, whichever are fewer, are orthonormal.
   *
   * @param name of the parameter
   * @param rows at least 1
   * @param columns at least 1
   * @param factor usually 1
   * @return a new parameter
   */
  public Parameter orthogonal(String name, int rows, int columns, double factor) {
    boolean wide = rows < columns;
    int tall = Math.max(rows, columns);
    int narrow = Math.min(rows, columns);
    DMatrixRMaj normal = in(Precision.DOUBLE).normal(name, tall, narrow, 1).matrix().toEjml();
    var qr = DecompositionFactory_DDRM.qr(tall, narrow);
    if (!qr.decompose(normal)) {
      throw new IllegalStateException("no QR decomposition of " + tall + " x " + narrow);
    }
    DMatrixRMaj q = qr.getQ(null, true);
    DMatrixRMaj r = qr.getR(null, true);
    Parameter result = zeros(name, rows, columns);
    for (int i = 0; i < tall; i++) {
      for (int j = 0; j < narrow; j++) {
        double value = factor * q.get(i, j) * (r.get(j, j) < 0 ? -1 : 1);
        result.matrix().set(wide ? j : i, wide ? i : j, value);
      }
    }
    return result;
  }

  /**
   * Makes zeros.
   *
   * @param name of the parameter
   * @param rows at least 1
   * @param columns at least 1
   * @return a new parameter
   */
  public Parameter zeros(String name, int rows, int columns) {
    return new Parameter(prefix + name, Matrix.zeros(precision, rows, columns));
  }
}

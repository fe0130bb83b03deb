package unroll.tape;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
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

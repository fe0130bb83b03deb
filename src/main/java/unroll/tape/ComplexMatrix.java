package unroll.tape;

import java.util.function.UnaryOperator;
import unroll.matrix.Matrix;

/**
 * A matrix of complex numbers: what {@link ComplexStep} computes a network with, a second time and
 * in loops of its own. The operations have the names and meanings they have on {@link Value}; none
 * knows anything of gradients.
 *
 * <p>Every function is written so that a tiny imaginary part keeps all its digits.
 */
public final class ComplexMatrix {
  /** One number, {@code re + i im}. */
  private record Number(double re, double im) {
    Number plus(Number other) {
      return new Number(re + other.re, im + other.im);
    }

    Number times(Number other) {
      return new Number(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    /**
     * With {@code t = tan y}: {@code (tanh x (1 + t^2) + i t / cosh(x)^2) / (1 + (t tanh x)^2)}.
     */
    Number tanh() {
      double t = Math.tan(im);
      double real = Math.tanh(re);
      double size = 1 + real * real * t * t;
      return new Number(real * (1 + t * t) / size, t / (Math.cosh(re) * Math.cosh(re)) / size);
    }

    Number exp() {
      return new Number(Math.exp(re) * Math.cos(im), Math.exp(re) * Math.sin(im));
    }

    Number log() {
      return new Number(Math.log(Math.hypot(re, im)), Math.atan2(im, re));
    }
  }

  private final Number[][] numbers;
  private final int columns;

  private ComplexMatrix(int rows, int columns) {
    this.numbers = new Number[rows][columns];
    this.columns = columns;
  }

  /**
   * Takes real numbers.
   *
   * @param matrix n x m. Not modified.
   * @return n x m, imaginary parts zero
   */
  public static ComplexMatrix of(Matrix matrix) {
    ComplexMatrix result = new ComplexMatrix(matrix.rows(), matrix.columns());
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.columns(); c++) {
        result.numbers[r][c] = new Number(matrix.get(r, c), 0);
      }
    }
    return result;
  }

  /** The same with a step along the imaginary axis added to one number. */
  ComplexMatrix stepped(int row, int column, double step) {
    ComplexMatrix result = map(z -> z);
    result.numbers[row][column] = numbers[row][column].plus(new Number(0, step));
    return result;
  }

  /**
   * Returns the number of rows.
   *
   * @return n
   */
  public int rows() {
    return numbers.length;
  }

  /**
   * Returns the number of columns.
   *
   * @return m
   */
  public int columns() {
    return columns;
  }

  /**
   * Reads the real part of a number.
   *
   * @param row from 0
   * @param column from 0
   * @return the real part
   */
  public double real(int row, int column) {
    return numbers[row][column].re;
  }

  /**
   * Reads the imaginary part of a number.
   *
   * @param row from 0
   * @param column from 0
   * @return the imaginary part
   */
  public double imaginary(int row, int column) {
    return numbers[row][column].im;
  }

  /**
   * Adds; a single row is added to every row.
   *
   * @param other n x m, or 1 x m
   * @return n x m
   */
  public ComplexMatrix plus(ComplexMatrix other) {
    ComplexMatrix result = new ComplexMatrix(rows(), columns);
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < columns; c++) {
        result.numbers[r][c] = numbers[r][c].plus(other.numbers[other.rows() == 1 ? 0 : r][c]);
      }
    }
    return result;
  }

  /**
   * Multiplies by a number.
   *
   * @param factor any real number
   * @return n x m
   */
  public ComplexMatrix scale(double factor) {
    return map(z -> new Number(factor * z.re, factor * z.im));
  }

  /**
   * Multiplies matrices.
   *
   * @param w k x m, for this of n x k
   * @return n x m
   */
  public ComplexMatrix times(ComplexMatrix w) {
    ComplexMatrix result = new ComplexMatrix(rows(), w.columns);
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < w.columns; c++) {
        Number sum = new Number(0, 0);
        for (int k = 0; k < columns; k++) {
          sum = sum.plus(numbers[r][k].times(w.numbers[k][c]));
        }
        result.numbers[r][c] = sum;
      }
    }
    return result;
  }

  /**
   * Multiplies element by element; a single row multiplies every row.
   *
   * @param other n x m, or 1 x m
   * @return n x m
   */
  public ComplexMatrix timesElements(ComplexMatrix other) {
    ComplexMatrix result = new ComplexMatrix(rows(), columns);
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < columns; c++) {
        result.numbers[r][c] = numbers[r][c].times(other.numbers[other.rows() == 1 ? 0 : r][c]);
      }
    }
    return result;
  }

  /**
   * Computes the hyperbolic tangent of every number.
   *
   * @return n x m
   */
  public ComplexMatrix tanh() {
    return map(Number::tanh);
  }

  /**
   * Computes the logistic function of every number, {@code (1 + tanh(z / 2)) / 2}.
   *
   * @return n x m
   */
  public ComplexMatrix sigmoid() {
    return scale(0.5).tanh().map(z -> new Number((1 + z.re) / 2, z.im / 2));
  }

  /**
   * Keeps numbers whose real part is above zero, and makes the others zero.
   *
   * @return n x m
   */
  public ComplexMatrix relu() {
    return map(z -> z.re > 0 ? z : new Number(0, 0));
  }

  /**
   * Computes the exponential of every number.
   *
   * @return n x m
   */
  public ComplexMatrix exp() {
    return map(Number::exp);
  }

  /**
   * Computes the natural logarithm of every number, its principal branch.
   *
   * @return n x m
   */
  public ComplexMatrix log() {
    return map(Number::log);
  }

  /**
   * Computes the logarithm of the sum of exponentials of every row, shifted by the largest real
   * part.
   *
   * @return n x 1
   */
  public ComplexMatrix logSumExp() {
    ComplexMatrix result = new ComplexMatrix(rows(), 1);
    for (int r = 0; r < rows(); r++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (Number z : numbers[r]) {
        largest = Math.max(largest, z.re);
      }
      Number sum = new Number(0, 0);
      for (Number z : numbers[r]) {
        sum = sum.plus(new Number(z.re - largest, z.im).exp());
      }
      result.numbers[r][0] = sum.log().plus(new Number(largest, 0));
    }
    return result;
  }

  /**
   * Computes the softmax of every row, {@code exp(z - log sum exp z)}.
   *
   * @return n x m
   */
  public ComplexMatrix softmax() {
    ComplexMatrix ones = new ComplexMatrix(1, columns).map(nothing -> new Number(1, 0));
    return plus(logSumExp().times(ones).scale(-1)).exp();
  }

  /**
   * Averages the cross-entropy {@code -log softmax(z)[target]} of the rows.
   *
   * @param targets n classes in 0 to m - 1; a negative one masks its row. Not modified.
   * @return 1 x 1, in nats per row that counts
   */
  public ComplexMatrix crossEntropy(int... targets) {
    ComplexMatrix logs = logSumExp();
    Number sum = new Number(0, 0);
    int counted = 0;
    for (int r = 0; r < rows(); r++) {
      if (targets[r] >= 0) {
        Number z = numbers[r][targets[r]];
        sum = sum.plus(logs.numbers[r][0]).plus(new Number(-z.re, -z.im));
        counted++;
      }
    }
    ComplexMatrix result = new ComplexMatrix(1, 1);
    result.numbers[0][0] = sum;
    return result.scale(1.0 / counted);
  }

  /**
   * Sums all numbers.
   *
   * @return 1 x 1
   */
  public ComplexMatrix sum() {
    ComplexMatrix result = new ComplexMatrix(1, 1);
    result.numbers[0][0] = new Number(0, 0);
    for (Number[] row : numbers) {
      for (Number z : row) {
        result.numbers[0][0] = result.numbers[0][0].plus(z);
      }
    }
    return result;
  }

  /**
   * Copies some of the rows.
   *
   * @param from the first row
   * @param to behind the last row
   * @return {@code (to - from) x m}
   */
  public ComplexMatrix rows(int from, int to) {
    ComplexMatrix result = new ComplexMatrix(to - from, columns);
    System.arraycopy(numbers, from, result.numbers, 0, to - from);
    return result;
  }

  /**
   * Copies some of the columns.
   *
   * @param from the first column
   * @param to behind the last column
   * @return {@code n x (to - from)}
   */
  public ComplexMatrix columns(int from, int to) {
    ComplexMatrix result = new ComplexMatrix(rows(), to - from);
    for (int r = 0; r < rows(); r++) {
      System.arraycopy(numbers[r], from, result.numbers[r], 0, to - from);
    }
    return result;
  }

  /**
   * Transposes, without conjugating.
   *
   * @return m x n
   */
  public ComplexMatrix transpose() {
    ComplexMatrix result = new ComplexMatrix(columns, rows());
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < columns; c++) {
        result.numbers[c][r] = numbers[r][c];
      }
    }
    return result;
  }

  private ComplexMatrix map(UnaryOperator<Number> function) {
    ComplexMatrix result = new ComplexMatrix(rows(), columns);
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < columns; c++) {
        result.numbers[r][c] = function.apply(numbers[r][c]);
      }
    }
    return result;
  }
}

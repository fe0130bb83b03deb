package unroll.tape;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * A matrix that remembers how it was computed.
 *
 * <p>All operands of an operation must be on one tape. The operations are written in three files,
 * each with its backward step beside it: the value, and how a gradient of the result becomes
 * gradients of the operands. {@code Products} multiplies matrices, {@code Elements} works number by
 * number and sums, {@code Arrangements} moves rows and columns.
 */
public final class Value {
  /** Rows with a single one, kept as the places of the ones. */
  record OneHot(Precision precision, int[] symbols, int count) {
    Matrix written() {
      Matrix result = Matrix.zeros(precision, symbols.length, count);
      for (int r = 0; r < symbols.length; r++) {
        result.set(r, symbols[r], 1);
      }
      return result;
    }

    OneHot rows(int from, int to) {
      if (from < 0 || to < from || to > symbols.length) {
        throw new IndexOutOfBoundsException(
            "rows " + from + " to " + to + " of " + symbols.length + " symbols");
      }
      return new OneHot(precision, Arrays.copyOfRange(symbols, from, to), count);
    }
  }

  private final Tape tape;
  private final int pass;
  private final Matrix gradient;
  private final OneHot oneHot;
  private final String name;
  private Matrix matrix;

  Value(Tape tape, Matrix matrix, Matrix gradient) {
    this(tape, matrix, gradient, null, "");
  }

  /** A matrix, or one-hot rows instead of it; named in messages if it is a parameter's. */
  Value(Tape tape, Matrix matrix, Matrix gradient, OneHot oneHot, String name) {
    this.tape = tape;
    this.name = name;
    this.pass = tape.pass();
    this.matrix = matrix;
    this.gradient = gradient;
    this.oneHot = oneHot;
  }

  /**
   * Returns the tape this value is on.
   *
   * @return never null
   */
  public Tape tape() {
    return tape;
  }

  /**
   * Returns the numbers.
   *
   * @return the matrix itself, not a copy
   */
  public Matrix matrix() {
    if (matrix == null) {
      matrix = oneHot.written();
    }
    return matrix;
  }

  /**
   * Returns the number of rows.
   *
   * @return at least 0
   */
  public int rows() {
    return oneHot != null ? oneHot.symbols.length : matrix.rows();
  }

  /**
   * Returns the number of columns.
   *
   * @return at least 0
   */
  public int columns() {
    return oneHot != null ? oneHot.count : matrix.columns();
  }

  /**
   * Returns the precision of the numbers.
   *
   * @return float or double
   */
  public Precision precision() {
    return oneHot != null ? oneHot.precision : matrix.precision();
  }

  /**
   * Says whether a backward pass computes a gradient for this value.
   *
   * @return false for constants and on a tape that is off
   */
  public boolean needsGradient() {
    return gradient != null;
  }

  /**
   * Returns the gradient of the loss with respect to this value, as added up so far.
   *
   * @return a matrix of the same shape, not a copy
   * @throws IllegalStateException if this value needs no gradient
   */
  public Matrix gradient() {
    if (gradient == null) {
      throw new IllegalStateException(
          "a constant of "
              + shape()
              + " has no gradient; only parameters and what is computed from them do");
    }
    return gradient;
  }

  /**
   * Reads a value of one number.
   *
   * @return the number
   * @throws IllegalStateException if this is not 1 x 1
   */
  public double scalar() {
    if (rows() != 1 || columns() != 1) {
      throw new IllegalStateException("not a single number but " + shape());
    }
    return matrix().get(0, 0);
  }

  /**
   * Multiplies matrices: {@code y = x w}. If this value is one-hot, the product picks rows of w.
   *
   * @param w k x m, for this value of n x k
   * @return n x m
   * @throws IllegalArgumentException if the columns of this differ from the rows of w
   */
  public Value times(Value w) {
    return Products.times(this, w);
  }

  /**
   * Multiplies and adds a row: {@code y = x w + b}, without an intermediate matrix.
   *
   * @param w k x m, for this value of n x k
   * @param b 1 x m, added to every row
   * @return n x m
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value affine(Value w, Value b) {
    return Products.affine(this, w, b);
  }

  /**
   * Adds: {@code y = x + other}. A single row is added to every row.
   *
   * @param other n x m, or 1 x m, for this value of n x m
   * @return n x m
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value plus(Value other) {
    return Elements.plus(this, other);
  }

  /**
   * Subtracts: {@code y = x - other}. A single row is subtracted from every row.
   *
   * @param other n x m, or 1 x m, for this value of n x m
   * @return n x m
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value minus(Value other) {
    return Elements.plus(this, other.scale(-1));
  }

  /**
   * Multiplies element by element: {@code y = x * other}.
   *
   * @param other of the same shape
   * @return same shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public Value timesElements(Value other) {
    return Elements.timesElements(this, other);
  }

  /**
   * Multiplies by a number: {@code y = factor x}.
   *
   * @param factor any number
   * @return same shape
   */
  public Value scale(double factor) {
    return Elements.scale(this, factor);
  }

  /**
   * Computes the hyperbolic tangent of every number; {@code dx = dy (1 - y^2)}.
   *
   * @return same shape
   */
  public Value tanh() {
    return Elements.tanh(this);
  }

  /**
   * Computes the logistic function of every number; {@code dx = dy y (1 - y)}.
   *
   * @return same shape
   */
  public Value sigmoid() {
    return Elements.sigmoid(this);
  }

  /**
   * Computes {@code max(0, x)} of every number; {@code dx = dy where y > 0}.
   *
   * @return same shape
   */
  public Value relu() {
    return Elements.relu(this);
  }

  /**
   * Computes the exponential of every number; {@code dx = dy y}.
   *
   * @return same shape
   */
  public Value exp() {
    return Elements.exp(this);
  }

  /**
   * Computes the natural logarithm of every number; {@code dx = dy / x}.
   *
   * @return same shape; NaN for negative numbers
   */
  public Value log() {
    return Elements.log(this);
  }

  /**
   * Computes {@code log(1 + exp x)} of every number, without overflow; {@code dx = dy sigmoid(x)}.
   * The logarithm of the logistic function is {@code -softplus(-x)}.
   *
   * @return same shape
   */
  public Value softplus() {
    return Elements.softplus(this);
  }

  /**
   * Holds every number between two bounds; {@code dx = dy} where x is between them, else 0.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return same shape
   * @throws IllegalArgumentException if low is above high
   */
  public Value clamp(double low, double high) {
    return Elements.clamp(this, low, high);
  }

  /**
   * Computes the logarithm of the sum of exponentials of every row, shifted by the largest number
   * so that nothing overflows; {@code dx = dy softmax(x)}.
   *
   * @return n x 1, for this value of n x m, m at least 1
   */
  public Value logSumExp() {
    return Elements.logSumExp(this);
  }

  /**
   * Computes the softmax of every row; {@code dx = y (dy - sum(dy y))}.
   *
   * @return same shape; each row sums to 1
   */
  public Value softmax() {
    return Elements.softmax(this);
  }

  /**
   * Sums all numbers.
   *
   * @return 1 x 1
   */
  public Value sum() {
    return Elements.sum(this);
  }

  /**
   * Averages all numbers.
   *
   * @return 1 x 1; NaN for an empty matrix
   */
  public Value mean() {
    return Elements.sum(this).scale(1.0 / (rows() * columns()));
  }

  /**
   * Views some of the rows. The view shares numbers and gradient with this value, so nothing is
   * copied, forward or backward.
   *
   * @param from the first row
   * @param to behind the last row
   * @return {@code (to - from) x columns}
   * @throws IndexOutOfBoundsException if the rows are not all there
   */
  public Value rows(int from, int to) {
    mustBeOn(tape);
    if (oneHot != null) {
      return new Value(tape, null, null, oneHot.rows(from, to), "");
    }
    return new Value(
        tape, matrix.rows(from, to), gradient == null ? null : gradient.rows(from, to));
  }

  /**
   * Views the same numbers, in the same order, in another shape. The view shares numbers and
   * gradient with this value, so nothing is copied, forward or backward.
   *
   * @param rows at least 0
   * @param columns at least 0
   * @return {@code rows x columns}
   * @throws IllegalArgumentException if the shape holds another number of numbers
   */
  public Value reshape(int rows, int columns) {
    mustBeOn(tape);
    return new Value(
        tape,
        matrix().reshaped(rows, columns),
        gradient == null ? null : gradient.reshaped(rows, columns));
  }

  /**
   * Picks rows by number: the product of a one-hot matrix with this value. A row may be picked more
   * than once, and then gets the sum of the gradients.
   *
   * @param numbers n row numbers from 0. Copied.
   * @return n x columns; one-hot if this is
   * @throws IllegalArgumentException if there is no such row
   */
  public Value pick(int... numbers) {
    Value picks = tape.oneHot(precision(), numbers, rows());
    if (oneHot == null) {
      return picks.times(this);
    }
    int[] symbols =
        java.util.Arrays.stream(numbers).map(number -> oneHot.symbols[number]).toArray();
    return tape.oneHot(precision(), symbols, oneHot.count);
  }

  /**
   * Copies some of the columns: one gate out of several that lie side by side.
   *
   * @param from the first column
   * @param to behind the last column
   * @return {@code rows x (to - from)}
   * @throws IndexOutOfBoundsException if the columns are not all there
   */
  public Value columns(int from, int to) {
    return Arrangements.columns(this, from, to);
  }

  /**
   * Transposes.
   *
   * @return m x n, for this value of n x m
   */
  public Value transpose() {
    return Arrangements.transpose(this);
  }

  /**
   * Stacks values one below the other: the time steps of a sequence become one matrix.
   *
   * @param parts at least one, of equal columns, on one tape
   * @return all rows in order
   * @throws IllegalArgumentException if there is none, or the columns differ
   */
  public static Value stack(List<Value> parts) {
    return Arrangements.stack(parts);
  }

  /**
   * Puts values side by side: an input beside a context.
   *
   * @param parts at least one, of equal rows, on one tape
   * @return all columns in order
   * @throws IllegalArgumentException if there is none, or the rows differ
   */
  public static Value beside(List<Value> parts) {
    return Arrangements.beside(parts);
  }

  /** Walks back from this loss; see {@link Tape#backward}. */
  public void backward() {
    tape.backward(this);
  }

  @Override
  public String toString() {
    return matrix().toString();
  }

  int[] symbols() {
    return oneHot.symbols;
  }

  boolean isOneHot() {
    return oneHot != null;
  }

  /** The shape for messages, without writing a one-hot matrix out. */
  String shape() {
    return rows() + " x " + columns() + (name.isEmpty() ? "" : " (" + name + ")");
  }

  Kernels kernels() {
    return Kernels.of(precision());
  }

  /** Requires that this value belongs to the running pass of a tape. */
  void mustBeOn(Tape other) {
    if (tape != other) {
      throw new IllegalArgumentException(
          "values of two tapes meet; carry numbers over with tape.constant(value.matrix())");
    }
    if (pass != tape.pass()) {
      throw new IllegalArgumentException(
          "a value of an earlier pass: its tape was cleared; carry numbers over as a copy");
    }
  }

  /**
   * Requires that an operand is on the tape of this value, both of the running pass and of one
   * precision.
   */
  void together(Value other) {
    mustBeOn(other.tape);
    other.mustBeOn(tape);
    if (precision() != other.precision()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s, %s is %s: take one precision, for example by matrix.to(...)",
              shape(),
              precision().name().toLowerCase(Locale.ROOT),
              other.shape(),
              other.precision().name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Adds a multiple of what arrived at a result to this value's gradient, if it needs one. */
  void accumulate(double factor, Matrix part) {
    if (needsGradient()) {
      kernels().addScaled(factor, part, gradient);
    }
  }

  /** Zeros for a result that is added to. */
  Value zeros(int rows, int columns, boolean needsGradient) {
    mustBeOn(tape);
    return tape.result(tape.buffer(precision(), rows, columns), needsGradient);
  }

  /** Room for a result that overwrites every number. */
  Value room(int rows, int columns, boolean needsGradient) {
    mustBeOn(tape);
    return tape.result(tape.room(precision(), rows, columns), needsGradient);
  }
}

package unroll.tape;

import java.util.List;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.matrix.Shapes;

/**
 * A matrix that remembers how it was computed.
 *
 * <p>Each operation is written with its backward step beside it: the value, and how a gradient of
 * the result becomes gradients of the operands. All operands must be on one tape.
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
  }

  private final Tape tape;
  private final int pass;
  private final Matrix gradient;
  private final OneHot oneHot;
  private Matrix matrix;

  Value(Tape tape, Matrix matrix, Matrix gradient, OneHot oneHot) {
    this.tape = tape;
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
              + matrix().shape()
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
      throw new IllegalStateException("not a single number but " + matrix().shape());
    }
    return matrix.get(0, 0);
  }

  /**
   * Multiplies matrices: {@code y = x w}. If this value is one-hot, the product picks rows of w.
   *
   * @param w k x m, for this value of n x k
   * @return n x m
   * @throws IllegalArgumentException if the columns of this differ from the rows of w
   */
  public Value times(Value w) {
    return times(w, false);
  }

  private Value times(Value w, boolean needsGradientAnyway) {
    together(w);
    if (columns() != w.rows()) {
      throw new IllegalArgumentException(
          "times: "
              + rows()
              + " x "
              + columns()
              + " times "
              + w.matrix.shape()
              + ": the columns of the left must equal the rows of the right");
    }
    boolean needsGradient = needsGradientAnyway || needsGradient() || w.needsGradient();
    Value y = result(rows(), w.columns(), needsGradient);
    Kernels kernels = kernels();
    if (oneHot != null) {
      kernels.addGatheredRows(w.matrix, oneHot.symbols, y.matrix);
      if (w.needsGradient()) {
        tape.record(() -> kernels.addScatteredRows(y.gradient, oneHot.symbols, w.gradient));
      }
      return y;
    }
    kernels.addProduct(matrix, w.matrix, y.matrix);
    if (y.needsGradient()) {
      tape.record(
          () -> {
            if (needsGradient()) {
              kernels.addProductRightTransposed(y.gradient, w.matrix, gradient);
            }
            if (w.needsGradient()) {
              kernels.addProductLeftTransposed(matrix, y.gradient, w.gradient);
            }
          });
    }
    return y;
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
    together(b);
    Shapes.require("affine: the row added", b.matrix(), 1, w.columns());
    Value y = times(w, b.needsGradient());
    kernels().addRow(b.matrix, y.matrix);
    if (b.needsGradient()) {
      tape.record(() -> kernels().addSumOfRows(y.gradient, b.gradient));
    }
    return y;
  }

  /**
   * Adds: {@code y = x + other}. A single row is added to every row.
   *
   * @param other n x m, or 1 x m, for this value of n x m
   * @return n x m
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value plus(Value other) {
    return plus(1, other);
  }

  /**
   * Subtracts: {@code y = x - other}. A single row is subtracted from every row.
   *
   * @param other n x m, or 1 x m, for this value of n x m
   * @return n x m
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value minus(Value other) {
    return plus(-1, other);
  }

  private Value plus(double factor, Value other) {
    together(other);
    if (other.rows() == 1 && rows() != 1 && factor == 1) {
      return plusRow(other);
    }
    Value y = result(rows(), columns(), needsGradient() || other.needsGradient());
    y.matrix.copyFrom(matrix());
    kernels().addScaled(factor, other.matrix(), y.matrix);
    if (y.needsGradient()) {
      tape.record(
          () -> {
            accumulate(1, y.gradient);
            other.accumulate(factor, y.gradient);
          });
    }
    return y;
  }

  private Value plusRow(Value row) {
    Value y = result(rows(), columns(), needsGradient() || row.needsGradient());
    y.matrix.copyFrom(matrix());
    kernels().addRow(row.matrix(), y.matrix);
    if (y.needsGradient()) {
      tape.record(
          () -> {
            accumulate(1, y.gradient);
            if (row.needsGradient()) {
              kernels().addSumOfRows(y.gradient, row.gradient);
            }
          });
    }
    return y;
  }

  /**
   * Multiplies element by element: {@code y = x * other}.
   *
   * @param other of the same shape
   * @return same shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public Value timesElements(Value other) {
    together(other);
    Value y = result(rows(), columns(), needsGradient() || other.needsGradient());
    Kernels kernels = kernels();
    kernels.addElementProduct(matrix(), other.matrix(), y.matrix);
    if (y.needsGradient()) {
      tape.record(
          () -> {
            if (needsGradient()) {
              kernels.addElementProduct(y.gradient, other.matrix, gradient);
            }
            if (other.needsGradient()) {
              kernels.addElementProduct(y.gradient, matrix, other.gradient);
            }
          });
    }
    return y;
  }

  /**
   * Multiplies by a number: {@code y = factor x}.
   *
   * @param factor any number
   * @return same shape
   */
  public Value scale(double factor) {
    Value y = result(rows(), columns(), needsGradient());
    kernels().addScaled(factor, matrix(), y.matrix);
    if (y.needsGradient()) {
      tape.record(() -> accumulate(factor, y.gradient));
    }
    return y;
  }

  /**
   * Computes the hyperbolic tangent of every number; {@code dx = dy (1 - y^2)}.
   *
   * @return same shape
   */
  public Value tanh() {
    Value y = result(rows(), columns(), needsGradient());
    kernels().tanh(matrix(), y.matrix);
    if (y.needsGradient()) {
      tape.record(() -> kernels().addTanhGradient(y.matrix, y.gradient, gradient));
    }
    return y;
  }

  /**
   * Computes the logistic function of every number; {@code dx = dy y (1 - y)}.
   *
   * @return same shape
   */
  public Value sigmoid() {
    Value y = result(rows(), columns(), needsGradient());
    kernels().sigmoid(matrix(), y.matrix);
    if (y.needsGradient()) {
      tape.record(() -> kernels().addSigmoidGradient(y.matrix, y.gradient, gradient));
    }
    return y;
  }

  /**
   * Computes {@code max(0, x)} of every number; {@code dx = dy where y > 0}.
   *
   * @return same shape
   */
  public Value relu() {
    Value y = result(rows(), columns(), needsGradient());
    kernels().relu(matrix(), y.matrix);
    if (y.needsGradient()) {
      tape.record(() -> kernels().addReluGradient(y.matrix, y.gradient, gradient));
    }
    return y;
  }

  /**
   * Computes the softmax of every row; {@code dx = y (dy - sum(dy y))}.
   *
   * @return same shape; each row sums to 1
   */
  public Value softmax() {
    Value y = result(rows(), columns(), needsGradient());
    kernels().softmax(matrix(), y.matrix);
    if (y.needsGradient()) {
      tape.record(() -> kernels().addSoftmaxGradient(y.matrix, y.gradient, gradient));
    }
    return y;
  }

  /**
   * Sums all numbers.
   *
   * @return 1 x 1
   */
  public Value sum() {
    Value y = result(1, 1, needsGradient());
    y.matrix.set(0, 0, kernels().sum(matrix()));
    if (y.needsGradient()) {
      tape.record(
          () -> {
            Matrix spread = gradient.zerosLike(rows(), columns());
            spread.fill(y.gradient.get(0, 0));
            accumulate(1, spread);
          });
    }
    return y;
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
    if (oneHot != null) {
      int[] some = java.util.Arrays.copyOfRange(oneHot.symbols, from, to);
      return new Value(tape, null, null, new OneHot(oneHot.precision, some, oneHot.count));
    }
    return new Value(
        tape, matrix.rows(from, to), gradient == null ? null : gradient.rows(from, to), null);
  }

  /**
   * Picks rows by number: the product of a one-hot matrix with this value. A row may be picked more
   * than once, and then gets the sum of the gradients.
   *
   * @param numbers n row numbers from 0. Not modified, and must not change before the backward
   *     pass.
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
   * Stacks values one below the other: the time steps of a sequence become one matrix.
   *
   * @param parts at least one, of equal columns, on one tape
   * @return all rows in order
   * @throws IllegalArgumentException if there is none, or the columns differ
   */
  public static Value stack(List<Value> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("stack: no values");
    }
    Value first = parts.get(0);
    int rows = 0;
    boolean needsGradient = false;
    for (Value part : parts) {
      first.together(part);
      Shapes.require("stack", part.matrix(), part.rows(), first.columns());
      rows += part.rows();
      needsGradient |= part.needsGradient();
    }
    Value y = first.result(rows, first.columns(), needsGradient);
    int at = 0;
    for (Value part : parts) {
      int from = at;
      at += part.rows();
      y.matrix.rows(from, at).copyFrom(part.matrix());
      if (part.needsGradient()) {
        Matrix dPart = y.gradient.rows(from, at);
        first.tape.record(() -> part.accumulate(1, dPart));
      }
    }
    return y;
  }

  /** Walks back from this loss; see {@link Tape#backward}. */
  public void backward() {
    tape.backward(this);
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

  private void together(Value other) {
    mustBeOn(other.tape);
    other.mustBeOn(tape);
  }

  private void accumulate(double factor, Matrix part) {
    if (needsGradient()) {
      kernels().addScaled(factor, part, gradient);
    }
  }

  private Value result(int rows, int columns, boolean needsGradient) {
    mustBeOn(tape);
    return tape.result(tape.buffer(precision(), rows, columns), needsGradient);
  }

  private Kernels kernels() {
    return Kernels.of(precision());
  }

  @Override
  public String toString() {
    return matrix().toString();
  }
}

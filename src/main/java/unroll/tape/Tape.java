package unroll.tape;

import java.util.ArrayList;
import java.util.List;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Packed;
import unroll.matrix.Precision;

/**
 * Writes down every step of a computation, and walks back over them to add up gradients.
 *
 * <p>Each operation leaves one backward step on the tape. {@link #backward} sets the gradient of
 * the loss to 1 and runs the steps in reverse; every step <em>adds</em> to the gradients of its
 * operands, so a value used twice gets both parts. A tape that is {@link #off} computes and records
 * nothing.
 *
 * <p>{@link #clear} starts the next pass on the same tape and reuses its matrices: a training loop
 * of fixed shapes allocates them once. Values of an earlier pass are then refused.
 */
public final class Tape {
  private final boolean recording;
  private final List<Runnable> steps = new ArrayList<>();
  private final List<Matrix> buffers = new ArrayList<>();
  private final List<Packed> packs = new ArrayList<>();
  private int used;
  private int packsUsed;
  private int pass;

  private Tape(boolean recording) {
    this.recording = recording;
  }

  /** Makes a tape that records. */
  public Tape() {
    this(true);
  }

  /**
   * Makes a tape that records nothing: for sampling and evaluation.
   *
   * @return a new tape
   */
  public static Tape off() {
    return new Tape(false);
  }

  /**
   * Says whether steps are recorded.
   *
   * @return false for a tape that is off
   */
  public boolean recording() {
    return recording;
  }

  /**
   * Puts fixed numbers on the tape: an input, a first state. No gradient is computed for them.
   *
   * @param matrix kept, not copied. Not modified.
   * @return a value without gradient
   */
  public Value constant(Matrix matrix) {
    return new Value(this, matrix, null);
  }

  /**
   * Puts zeros on the tape.
   *
   * @param precision of the numbers
   * @param rows at least 0
   * @param columns at least 0
   * @return a value without gradient
   */
  public Value zeros(Precision precision, int rows, int columns) {
    return constant(buffer(precision, rows, columns));
  }

  /**
   * Puts symbols on the tape as one-hot rows. The matrix is only written out if somebody asks for
   * it: a product with a one-hot matrix picks rows.
   *
   * @param precision of the numbers
   * @param symbols one a row, from 0. Copied.
   * @param count how many symbols there are, k
   * @return a value of {@code symbols.length x k} without gradient
   * @throws IllegalArgumentException if a symbol is outside 0 to k - 1
   */
  public Value oneHot(Precision precision, int[] symbols, int count) {
    for (int row = 0; row < symbols.length; row++) {
      if (symbols[row] < 0 || symbols[row] >= count) {
        throw new IllegalArgumentException(
            "symbol " + symbols[row] + " at row " + row + " is outside 0 to " + (count - 1));
      }
    }
    return new Value(this, null, null, new Value.OneHot(precision, symbols.clone(), count), "");
  }

  /**
   * Walks back from a loss: adds to the gradient of every parameter and value that it depends on.
   *
   * @param loss 1 x 1, computed on this tape
   * @throws IllegalArgumentException if the loss is not 1 x 1, or of another tape
   * @throws IllegalStateException if the tape is off
   */
  public void backward(Value loss) {
    if (!recording) {
      throw new IllegalStateException("this tape is off: it recorded no step to walk back over");
    }
    if (loss.rows() != 1 || loss.columns() != 1) {
      throw new IllegalArgumentException(
          "a loss is 1 x 1, this value is "
              + loss.matrix().shape()
              + ": take its sum or mean first");
    }
    loss.mustBeOn(this);
    if (!loss.needsGradient()) {
      throw new IllegalArgumentException("the loss depends on no parameter");
    }
    loss.gradient().fill(1);
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).run();
    }
  }

  /** Starts the next pass: forgets all steps and values, keeps the memory. */
  public void clear() {
    steps.clear();
    used = 0;
    packsUsed = 0;
    pass++;
  }

  /**
   * Puts the result of an operation on the tape. With {@link #record} this is all that a new
   * operation needs.
   *
   * @param matrix the result; usually a {@link #buffer}
   * @param needsGradient whether any operand needs one
   * @return a value whose gradient is zero until later steps add to it
   */
  public Value result(Matrix matrix, boolean needsGradient) {
    Matrix gradient =
        recording && needsGradient
            ? buffer(matrix.precision(), matrix.rows(), matrix.columns())
            : null;
    return new Value(this, matrix, gradient);
  }

  /**
   * Records how gradients flow back through an operation. Ignored when the tape is off.
   *
   * @param step adds to the gradients of the operands that need one
   */
  public void record(Runnable step) {
    if (recording) {
      steps.add(step);
    }
  }

  /**
   * Gives a matrix of zeros that belongs to this pass.
   *
   * @param precision of the numbers
   * @param rows at least 0
   * @param columns at least 0
   * @return zeros, reused after {@link #clear}
   */
  public Matrix buffer(Precision precision, int rows, int columns) {
    Matrix result = room(precision, rows, columns);
    result.fill(0);
    return result;
  }

  /**
   * Gives a matrix that belongs to this pass and holds anything: for a result that overwrites every
   * number, where zeros would be written for nothing.
   *
   * @param precision of the numbers
   * @param rows at least 0
   * @param columns at least 0
   * @return numbers of an earlier pass, or zeros; reused after {@link #clear}
   */
  public Matrix room(Precision precision, int rows, int columns) {
    if (used < buffers.size()) {
      Matrix old = buffers.get(used);
      if (old.precision() == precision && old.rows() == rows && old.columns() == columns) {
        used++;
        return old;
      }
    }
    Matrix fresh = Matrix.zeros(precision, rows, columns);
    if (used < buffers.size()) {
      buffers.set(used, fresh);
    } else if (recording) {
      buffers.add(fresh);
    }
    used++;
    return fresh;
  }

  /**
   * Lays out the right factor of many products of this pass: {@link Kernels#pack} in memory that is
   * reused after {@link #clear}.
   *
   * @param b k x m. Not modified; later changes may not show.
   * @param rows how many rows will be multiplied with it in all
   * @return b, laid out
   */
  public Packed pack(Matrix b, int rows) {
    return pack(b, false, rows);
  }

  /**
   * Lays out the transpose of a matrix as the right factor of many products of this pass: {@link
   * Kernels#packTransposed} in memory that is reused after {@link #clear}.
   *
   * @param b m x k. Not modified; later changes may not show.
   * @param rows how many rows will be multiplied with it in all
   * @return b', laid out
   */
  public Packed packTransposed(Matrix b, int rows) {
    return pack(b, true, rows);
  }

  private Packed pack(Matrix b, boolean transposed, int rows) {
    if (packsUsed < packs.size() && packs.get(packsUsed).fits(b, transposed, rows)) {
      packs.set(packsUsed, b.kernels().repack(b, packs.get(packsUsed)));
      return packs.get(packsUsed++);
    }
    Kernels kernels = b.kernels();
    Packed fresh = transposed ? kernels.packTransposed(b, rows) : kernels.pack(b, rows);
    if (packsUsed < packs.size()) {
      packs.set(packsUsed, fresh);
    } else if (recording) {
      packs.add(fresh);
    }
    packsUsed++;
    return fresh;
  }

  /**
   * Counts the numbers in the matrices that this tape keeps for its next passes: the memory of a
   * step but for parameters, and for weights laid out by {@link #pack}.
   *
   * @return at least 0; times 4 or 8 bytes
   */
  public long numbers() {
    long numbers = 0;
    for (Matrix buffer : buffers) {
      numbers += buffer.size();
    }
    return numbers;
  }

  /** A value over given storage; its gradient is added to the given matrix. */
  Value leaf(Matrix matrix, Matrix gradient, String name) {
    return new Value(this, matrix, recording ? gradient : null, null, name);
  }

  int pass() {
    return pass;
  }
}

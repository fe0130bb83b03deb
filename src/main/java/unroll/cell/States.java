package unroll.cell;

import unroll.matrix.Matrix;
import unroll.matrix.Shapes;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The states of a sequence in one matrix, the start first: rows {@code t*B} to {@code (t+1)*B} are
 * the state before step t. So "all states before a step" and "all states after one" are both plain
 * row ranges, and a weight gradient over all steps is one product.
 */
final class States {
  private final Value all;
  private final int batch;

  private States(Value all, int batch) {
    this.all = all;
    this.batch = batch;
  }

  /** Makes room for T steps and copies the start in. */
  static States from(
      Value start, int batch, int hidden, int steps, Tape tape, boolean needsGradient) {
    Shapes.require("state before the first step", start.matrix(), batch, hidden);
    Matrix storage = tape.room(start.precision(), (steps + 1) * batch, hidden);
    storage.rows(0, batch).copyFrom(start.matrix());
    return new States(tape.result(storage, needsGradient || start.needsGradient()), batch);
  }

  Matrix before(int t) {
    return all.matrix().rows(t * batch, (t + 1) * batch);
  }

  Matrix after(int t) {
    return before(t + 1);
  }

  Matrix gradientBefore(int t) {
    return all.gradient().rows(t * batch, (t + 1) * batch);
  }

  Matrix gradientAfter(int t) {
    return gradientBefore(t + 1);
  }

  /** The states before every step: T*B rows. */
  Matrix allBefore() {
    return all.matrix().rows(0, all.rows() - batch);
  }

  /** The states after every step, as a value: T*B rows. */
  Value outputs() {
    return all.rows(batch, all.rows());
  }

  Value last() {
    return all.rows(all.rows() - batch, all.rows());
  }

  /** Adds the gradient that arrived before the first step to the start's. */
  void passBackTo(Value start) {
    if (start.needsGradient()) {
      start.matrix().kernels().addScaled(1, gradientBefore(0), start.gradient());
    }
  }
}

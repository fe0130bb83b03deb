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

  /** Some of the batch before step t. */
  Matrix before(int t, int from, int to) {
    return all.matrix().rows(t * batch + from, t * batch + to);
  }

  /** Some of the batch after step t. */
  Matrix after(int t, int from, int to) {
    return before(t + 1, from, to);
  }

  Matrix gradientBefore(int t, int from, int to) {
    return all.gradient().rows(t * batch + from, t * batch + to);
  }

  Matrix gradientAfter(int t, int from, int to) {
    return gradientBefore(t + 1, from, to);
  }

  boolean needsGradient() {
    return all.needsGradient();
  }

  /** The states before every step: T*B rows. */
  Matrix allBefore() {
    return all.matrix().rows(0, all.rows() - batch);
  }

  /** The states after every step: T*B rows. */
  Matrix allAfter() {
    return all.matrix().rows(batch, all.rows());
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
      start.matrix().kernels().addScaled(1, gradientBefore(0, 0, batch), start.gradient());
    }
  }
}

package e10_lstm;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * One step of an LSTM, forward and back, and one of a GRU: three tasks, to be checked with {@code
 * unroll check 10-lstm}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#multTransB} multiplies by a transpose, {@link
 * CommonOps_DDRM#multAddTransA} adds the product of a transpose to what is there, {@link
 * CommonOps_DDRM#concatColumnsMulti} lays matrices side by side. {@code m.get(row, j)} is an entry;
 * {@code m.get(n)} is one too, counted row by row, so that one loop over {@code m.getNumElements()}
 * does what is meant element by element.
 */
public class Lstm implements GatedUnits {
  @Override
  public Step step(Weights weights, Before before) {
    throw new UnsupportedOperationException("Task 1 of 10-lstm is yours to write: one LSTM step");
  }

  @Override
  public Before backward(
      Weights weights, Before before, Step step, DMatrixRMaj dh, DMatrixRMaj dc, Weights sum) {
    throw new UnsupportedOperationException(
        "Task 2 of 10-lstm is yours to write: one LSTM step back");
  }

  @Override
  public DMatrixRMaj gru(
      Weights reset, Weights update, Weights candidate, DMatrixRMaj x, DMatrixRMaj h) {
    throw new UnsupportedOperationException("Task 3 of 10-lstm is yours to write: one GRU step");
  }

  /** What goes into the gates, b + x Wx + h Wh (B x N), in a matrix of its own. */
  static DMatrixRMaj affine(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj a = new DMatrixRMaj(x.numRows, weights.b().numCols);
    CommonOps_DDRM.mult(x, weights.wx(), a);
    CommonOps_DDRM.multAdd(h, weights.wh(), a);
    for (int row = 0; row < a.numRows; row++) {
      for (int j = 0; j < a.numCols; j++) {
        a.add(row, j, weights.b().get(0, j));
      }
    }
    return a;
  }

  /** Between 0 and 1, for any number. */
  static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  /** The derivative of sigmoid, had from its value s as tanh' is had from that of tanh. */
  static double slope(double s) {
    return s * (1 - s);
  }

  /** Six matrices of zero, each of the memory's shape, to be filled. */
  static Step zeros(DMatrixRMaj c) {
    return new Step(
        c.createLike(),
        c.createLike(),
        c.createLike(),
        c.createLike(),
        c.createLike(),
        c.createLike());
  }

  /** Three matrices of zero, of the same shapes, to be filled. */
  static Before zeros(Before before) {
    return new Before(before.x().createLike(), before.h().createLike(), before.c().createLike());
  }

  /** Adds each row (1 x N) of a matrix (B x N) to a sum. Where a batch meets a bias. */
  static void addRows(DMatrixRMaj rows, DMatrixRMaj sum) {
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < rows.numCols; j++) {
        sum.add(0, j, rows.get(i, j));
      }
    }
  }
}

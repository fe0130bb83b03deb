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
    // BEGIN SOLUTION 1
    DMatrixRMaj a = affine(weights, before.x(), before.h());
    Step step = zeros(before.c());
    int hidden = before.c().numCols;
    for (int row = 0; row < a.numRows; row++) {
      for (int j = 0; j < hidden; j++) {
        step.i().set(row, j, sigmoid(a.get(row, j)));
        step.f().set(row, j, sigmoid(a.get(row, hidden + j)));
        step.o().set(row, j, sigmoid(a.get(row, 2 * hidden + j)));
        step.g().set(row, j, Math.tanh(a.get(row, 3 * hidden + j)));
      }
    }
    for (int n = 0; n < step.c().getNumElements(); n++) {
      step.c().set(n, step.f().get(n) * before.c().get(n) + step.i().get(n) * step.g().get(n));
      step.h().set(n, step.o().get(n) * Math.tanh(step.c().get(n)));
    }
    return step;
    // END SOLUTION 1
  }

  @Override
  public Before backward(
      Weights weights, Before before, Step step, DMatrixRMaj dh, DMatrixRMaj dc, Weights sum) {
    // BEGIN SOLUTION 2
    Step d = zeros(step.c());
    Before back = zeros(before);
    for (int n = 0; n < dc.getNumElements(); n++) {
      double tanh = Math.tanh(step.c().get(n));
      d.c().set(n, dc.get(n) + dh.get(n) * step.o().get(n) * (1 - tanh * tanh));
      d.i().set(n, d.c().get(n) * step.g().get(n) * slope(step.i().get(n)));
      d.f().set(n, d.c().get(n) * before.c().get(n) * slope(step.f().get(n)));
      d.o().set(n, dh.get(n) * tanh * slope(step.o().get(n)));
      d.g().set(n, d.c().get(n) * step.i().get(n) * (1 - step.g().get(n) * step.g().get(n)));
      back.c().set(n, d.c().get(n) * step.f().get(n));
    }
    DMatrixRMaj da = CommonOps_DDRM.concatColumnsMulti(d.i(), d.f(), d.o(), d.g());
    CommonOps_DDRM.multTransB(da, weights.wx(), back.x());
    CommonOps_DDRM.multTransB(da, weights.wh(), back.h());
    CommonOps_DDRM.multAddTransA(before.x(), da, sum.wx());
    CommonOps_DDRM.multAddTransA(before.h(), da, sum.wh());
    addRows(da, sum.b());
    return back;
    // END SOLUTION 2
  }

  @Override
  public DMatrixRMaj gru(
      Weights reset, Weights update, Weights candidate, DMatrixRMaj x, DMatrixRMaj h) {
    // BEGIN SOLUTION 3
    DMatrixRMaj r = affine(reset, x, h);
    DMatrixRMaj z = affine(update, x, h);
    DMatrixRMaj heard = h.copy();
    for (int n = 0; n < h.getNumElements(); n++) {
      heard.set(n, sigmoid(r.get(n)) * h.get(n));
    }
    DMatrixRMaj next = affine(candidate, x, heard);
    for (int n = 0; n < h.getNumElements(); n++) {
      double keep = sigmoid(z.get(n));
      next.set(n, keep * h.get(n) + (1 - keep) * Math.tanh(next.get(n)));
    }
    return next;
    // END SOLUTION 3
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

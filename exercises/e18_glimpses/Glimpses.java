package e18_glimpses;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A retina, and the gradient by which it learns where to look: three tasks, to be checked with
 * {@code unroll check 18-glimpses}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#mult} multiplies, {@link
 * CommonOps_DDRM#multAddTransA} adds a product with a transpose to what is there, {@link
 * CommonOps_DDRM#sumCols} adds up each column. {@code m.get(row, j)} is an entry; {@code m.get(n)}
 * is one too, counted row by row; {@code m.add(row, j, v)} adds to one.
 */
public class Glimpses implements Glimpsing {
  @Override
  public DMatrixRMaj patch(DMatrixRMaj image, double x, double y, int side) {
    throw new UnsupportedOperationException(
        "Task 1 of 18-glimpses is yours to write: what lies around a place");
  }

  @Override
  public DMatrixRMaj shrink(DMatrixRMaj patch, int size) {
    throw new UnsupportedOperationException(
        "Task 2 of 18-glimpses is yours to write: the coarser scales");
  }

  @Override
  public DMatrixRMaj reinforce(Policy policy, Looked looked, double sigma, Policy sum) {
    throw new UnsupportedOperationException(
        "Task 3 of 18-glimpses is yours to write: learning where to look");
  }

  /** {@code x w + b}, the one row b added to every row, in a matrix of its own. */
  static DMatrixRMaj affine(DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj b) {
    DMatrixRMaj out = new DMatrixRMaj(x.numRows, w.numCols);
    CommonOps_DDRM.mult(x, w, out);
    for (int n = 0; n < out.getNumElements(); n++) {
      out.set(n, out.get(n) + b.get(n % out.numCols));
    }
    return out;
  }

  /** Back through {@link #affine}: {@code dw += x' dOut}, {@code db += column sums of dOut}. */
  static void addGradients(DMatrixRMaj x, DMatrixRMaj dOut, DMatrixRMaj dw, DMatrixRMaj db) {
    CommonOps_DDRM.multAddTransA(x, dOut, dw);
    CommonOps_DDRM.addEquals(db, CommonOps_DDRM.sumCols(dOut, null));
  }
}

package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A brush and a code: three tasks, to be checked with {@code unroll check 19-painting}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#mult} multiplies, {@link
 * CommonOps_DDRM#multTransA} and {@link CommonOps_DDRM#multTransB} multiply with the first or the
 * second matrix transposed (with a number before them, that many times), {@link
 * CommonOps_DDRM#addEquals} adds. {@code m.get(row, column)} is an entry; {@code m.get(j)} is one
 * too, counted row by row.
 */
public class Painter implements Painting {
  @Override
  public DMatrixRMaj filters(Place place, int size, int pixels) {
    throw new UnsupportedOperationException(
        "Task 1 of 19-painting is yours to write: the filter bank");
  }

  @Override
  public DMatrixRMaj read(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj image) {
    throw new UnsupportedOperationException(
        "Task 2 of 19-painting is yours to write: reading and writing");
  }

  @Override
  public DMatrixRMaj write(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj patch) {
    throw new UnsupportedOperationException(
        "Task 2 of 19-painting is yours to write: reading and writing");
  }

  @Override
  public Code code(Said said, DMatrixRMaj noise) {
    throw new UnsupportedOperationException(
        "Task 3 of 19-painting is yours to write: the code, its price and the way back");
  }

  @Override
  public Said back(Said said, DMatrixRMaj noise, DMatrixRMaj dz) {
    throw new UnsupportedOperationException(
        "Task 3 of 19-painting is yours to write: the code, its price and the way back");
  }

  /** The product of two matrices, in a matrix of its own. */
  static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj product = new DMatrixRMaj(left.numRows, right.numCols);
    CommonOps_DDRM.mult(left, right, product);
    return product;
  }
}

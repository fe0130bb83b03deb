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
    // BEGIN SOLUTION 1
    int left = (int) Math.floor((x + 1) / 2 * image.numCols) - side / 2;
    int top = (int) Math.floor((y + 1) / 2 * image.numRows) - side / 2;
    DMatrixRMaj patch = new DMatrixRMaj(side, side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        if (image.isInBounds(top + row, left + column)) {
          patch.set(row, column, image.get(top + row, left + column));
        }
      }
    }
    return patch;
    // END SOLUTION 1
  }

  @Override
  public DMatrixRMaj shrink(DMatrixRMaj patch, int size) {
    // BEGIN SOLUTION 2
    int step = patch.numRows / size;
    DMatrixRMaj small = new DMatrixRMaj(size, size);
    for (int row = 0; row < patch.numRows; row++) {
      for (int column = 0; column < patch.numCols; column++) {
        small.add(row / step, column / step, patch.get(row, column) / (step * step));
      }
    }
    return small;
    // END SOLUTION 2
  }

  @Override
  public DMatrixRMaj reinforce(Policy policy, Looked looked, double sigma, Policy sum) {
    // BEGIN SOLUTION 3
    int batch = looked.states().numRows;
    DMatrixRMaj da = affine(looked.states(), policy.wl(), policy.bl());
    DMatrixRMaj dBase = affine(looked.states(), policy.wv(), policy.bv());
    DMatrixRMaj advantages = new DMatrixRMaj(batch, 1);
    for (int b = 0; b < batch; b++) {
      double advantage = looked.rewards().get(b) - dBase.get(b);
      advantages.set(b, advantage);
      dBase.set(b, -2 * advantage / batch);
      for (int j = 0; j < 2; j++) {
        double mu = Math.tanh(da.get(b, j));
        double pull = (looked.places().get(b, j) - mu) / (sigma * sigma);
        da.set(b, j, -advantage * pull * (1 - mu * mu) / batch);
      }
    }
    addGradients(looked.states(), da, sum.wl(), sum.bl());
    addGradients(looked.states(), dBase, sum.wv(), sum.bv());
    return advantages;
    // END SOLUTION 3
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

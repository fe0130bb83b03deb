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
    // BEGIN SOLUTION 1
    DMatrixRMaj filters = new DMatrixRMaj(size, pixels);
    for (int i = 1; i <= size; i++) {
      double mean = place.centre() + (i - size / 2.0 - 0.5) * place.stride();
      double nearest = Math.pow(Math.max(1, Math.min(pixels, Math.rint(mean))) - mean, 2);
      double sum = 0;
      for (int a = 1; a <= pixels; a++) {
        double further = Math.pow(a - mean, 2) - nearest;
        filters.set(i - 1, a - 1, Math.exp(-further / (2 * place.variance())));
        sum += filters.get(i - 1, a - 1);
      }
      for (int a = 1; a <= pixels; a++) {
        filters.set(i - 1, a - 1, filters.get(i - 1, a - 1) / sum);
      }
    }
    return filters;
    // END SOLUTION 1
  }

  @Override
  public DMatrixRMaj read(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj image) {
    // BEGIN SOLUTION 2
    DMatrixRMaj rows = product(fy, image);
    DMatrixRMaj patch = new DMatrixRMaj(fy.numRows, fx.numRows);
    CommonOps_DDRM.multTransB(gamma, rows, fx, patch);
    return patch;
    // END SOLUTION 2
  }

  @Override
  public DMatrixRMaj write(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj patch) {
    // BEGIN SOLUTION 2
    DMatrixRMaj rows = product(patch, fx);
    DMatrixRMaj image = new DMatrixRMaj(fy.numCols, fx.numCols);
    CommonOps_DDRM.multTransA(1 / gamma, fy, rows, image);
    return image;
    // END SOLUTION 2
  }

  @Override
  public Code code(Said said, DMatrixRMaj noise) {
    // BEGIN SOLUTION 3
    DMatrixRMaj z = said.mu().copy();
    double divergence = 0;
    for (int j = 0; j < z.numCols; j++) {
      double mu = said.mu().get(j);
      double logSigma = said.logSigma().get(j);
      double sigma = Math.exp(logSigma);
      z.set(j, mu + sigma * noise.get(j));
      divergence += 0.5 * (mu * mu + sigma * sigma - 2 * logSigma - 1);
    }
    return new Code(z, divergence);
    // END SOLUTION 3
  }

  @Override
  public Said back(Said said, DMatrixRMaj noise, DMatrixRMaj dz) {
    // BEGIN SOLUTION 3
    Said back = new Said(dz.copy(), dz.createLike());
    CommonOps_DDRM.addEquals(back.mu(), said.mu());
    for (int j = 0; j < dz.numCols; j++) {
      double sigma = Math.exp(said.logSigma().get(j));
      double through = dz.get(j) * noise.get(j) * sigma;
      back.logSigma().set(j, through + sigma * sigma - 1);
    }
    return back;
    // END SOLUTION 3
  }

  /** The product of two matrices, in a matrix of its own. */
  static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj product = new DMatrixRMaj(left.numRows, right.numCols);
    CommonOps_DDRM.mult(left, right, product);
    return product;
  }
}

package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Powers, Jacobians and gradients at a distance: three tasks, to be checked with {@code unroll
 * check 08-spectra}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#mult} multiplies, {@link
 * CommonOps_DDRM#multTransA} and {@link CommonOps_DDRM#multTransB} multiply with the first or the
 * second matrix transposed, {@link CommonOps_DDRM#identity} makes an identity, and {@link
 * NormOps_DDRM#normF} is the norm of a vector. The result of a product is a matrix of its own,
 * never one of its factors.
 */
public class Spectra implements GradientSpectra {
  @Override
  public DMatrixRMaj power(DMatrixRMaj q, double[] lambda, int t) {
    // BEGIN SOLUTION 1
    DMatrixRMaj scaled = q.copy();
    for (int i = 0; i < lambda.length; i++) {
      double factor = Math.pow(lambda[i], t);
      for (int row = 0; row < q.numRows; row++) {
        scaled.set(row, i, q.get(row, i) * factor);
      }
    }
    DMatrixRMaj power = q.createLike();
    CommonOps_DDRM.multTransB(scaled, q, power);
    return power;
    // END SOLUTION 1
  }

  @Override
  public DMatrixRMaj jacobian(Run run, int k, int t) {
    // BEGIN SOLUTION 2
    DMatrixRMaj product = CommonOps_DDRM.identity(run.w().numRows);
    for (int step = k + 1; step <= t; step++) {
      DMatrixRMaj factor = run.w().copy();
      for (int i = 0; i < factor.numRows; i++) {
        double h = run.h().get(step).get(i);
        for (int j = 0; j < factor.numCols; j++) {
          factor.set(i, j, (1 - h * h) * factor.get(i, j));
        }
      }
      DMatrixRMaj longer = product.createLike();
      CommonOps_DDRM.mult(factor, product, longer);
      product = longer;
    }
    return product;
    // END SOLUTION 2
  }

  @Override
  public double[] norms(Run run, DMatrixRMaj g) {
    // BEGIN SOLUTION 3
    int last = run.h().size() - 1;
    double[] norms = new double[last + 1];
    DMatrixRMaj gradient = g.copy();
    norms[0] = NormOps_DDRM.normF(gradient);
    for (int lag = 1; lag <= last; lag++) {
      DMatrixRMaj h = run.h().get(last - lag + 1);
      for (int i = 0; i < h.numRows; i++) {
        gradient.set(i, (1 - h.get(i) * h.get(i)) * gradient.get(i));
      }
      DMatrixRMaj before = g.createLike();
      CommonOps_DDRM.multTransA(run.w(), gradient, before);
      gradient = before;
      norms[lag] = NormOps_DDRM.normF(gradient);
    }
    return norms;
    // END SOLUTION 3
  }
}

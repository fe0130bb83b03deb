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
    throw new UnsupportedOperationException(
        "Task 1 of 08-spectra is yours to write: the power of a symmetric matrix");
  }

  @Override
  public DMatrixRMaj jacobian(Run run, int k, int t) {
    throw new UnsupportedOperationException(
        "Task 2 of 08-spectra is yours to write: the product of Jacobians");
  }

  @Override
  public double[] norms(Run run, DMatrixRMaj g) {
    throw new UnsupportedOperationException(
        "Task 3 of 08-spectra is yours to write: the norm of the gradient at every lag");
  }
}

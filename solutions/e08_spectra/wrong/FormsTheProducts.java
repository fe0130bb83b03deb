package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** Forms the whole Jacobian at each lag: right until a direction overflows. */
// Breaks task 3, and the message names: a product of matrices
public class FormsTheProducts extends Spectra {
  @Override
  public double[] norms(Run run, DMatrixRMaj g) {
    int last = run.h().size() - 1;
    double[] norms = new double[last + 1];
    for (int lag = 0; lag <= last; lag++) {
      DMatrixRMaj gradient = g.createLike();
      CommonOps_DDRM.multTransA(jacobian(run, last - lag, last), g, gradient);
      norms[lag] = NormOps_DDRM.normF(gradient);
    }
    return norms;
  }
}

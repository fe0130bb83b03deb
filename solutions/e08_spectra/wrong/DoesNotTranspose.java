package e08_spectra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** Goes back through W as it came forward; a single unit does not show it. */
// Breaks task 3, and the message names: not transposed
public class DoesNotTranspose extends Spectra {
  @Override
  public double[] norms(Run run, DMatrixRMaj g) {
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
      CommonOps_DDRM.mult(run.w(), gradient, before);
      gradient = before;
      norms[lag] = NormOps_DDRM.normF(gradient);
    }
    return norms;
  }
}

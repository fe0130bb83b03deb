package e04_bptt;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** One-hot minus softmax: goes uphill. */
// Breaks task 1, and the message names: sign
public class TurnsTheSign extends Bptt {
  @Override
  public DMatrixRMaj logitsGradient(DMatrixRMaj o, int[] targets) {
    DMatrixRMaj gradient = super.logitsGradient(o, targets);
    CommonOps_DDRM.changeSign(gradient);
    return gradient;
  }
}

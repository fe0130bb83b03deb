package e09_memory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Returns the transpose of Q, which is orthogonal too. */
// Breaks task 3, and the message names: it is transposed
public class Transposes extends Memory {
  @Override
  public DMatrixRMaj orthogonal(DMatrixRMaj a, double gain) {
    return CommonOps_DDRM.transpose(super.orthogonal(a, gain), null);
  }
}

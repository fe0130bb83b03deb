package e09_memory;

import org.ejml.data.DMatrixRMaj;

/** Ignores the gain. */
// Breaks task 3, and the message names: gain is missing
public class ForgetsTheGain extends Memory {
  @Override
  public DMatrixRMaj orthogonal(DMatrixRMaj a, double gain) {
    return super.orthogonal(a, 1);
  }
}

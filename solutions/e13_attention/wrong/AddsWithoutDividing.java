package e13_attention;

import org.ejml.data.DMatrixRMaj;

/** The context is a sum, not a mean. */
// Breaks task 2, and the message names: not divided by their sum
public class AddsWithoutDividing extends Attention {
  @Override
  public Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts) {
    double most = largest(e, counts);
    DMatrixRMaj alpha = e.createLike();
    for (int s = 0; s < counts.length; s++) {
      if (counts[s]) {
        alpha.set(s, Math.exp(e.get(s) - most));
      }
    }
    return new Read(alpha, product(alpha, memory));
  }
}

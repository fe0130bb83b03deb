package e02_elman;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Takes the logarithm to base 2. */
// Breaks task 3, and the message names: bits
public class CountsInBits extends Elman {
  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    return super.loss(logits, targets) / Math.log(2);
  }
}

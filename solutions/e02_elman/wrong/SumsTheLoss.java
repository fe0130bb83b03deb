package e02_elman;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Adds the steps up, as the lecture does, instead of averaging over them. */
// Breaks task 3, and the message names: added up
public class SumsTheLoss extends Elman {
  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    return super.loss(logits, targets) * targets.length;
  }
}

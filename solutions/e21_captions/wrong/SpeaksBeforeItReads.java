package e21_captions;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Takes the logits from the state before the step. */
// Breaks task 1, and the message names: before the step
public class SpeaksBeforeItReads extends Captions {
  @Override
  public Told tell(Weights weights, DMatrixRMaj images, int[][] inputs) {
    List<DMatrixRMaj> states = new ArrayList<>();
    List<DMatrixRMaj> logits = new ArrayList<>();
    DMatrixRMaj h = bent(affine(images, weights.wi(), weights.bi()));
    states.add(h);
    for (int[] words : inputs) {
      DMatrixRMaj a = affine(rows(weights.words(), words), weights.wx(), weights.b());
      CommonOps_DDRM.multAdd(h, weights.wh(), a);
      logits.add(affine(h, weights.v(), weights.c()));
      h = bent(a);
      states.add(h);
    }
    return new Told(states, logits);
  }
}

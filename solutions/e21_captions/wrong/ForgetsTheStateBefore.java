package e21_captions;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Reads each word by itself. */
// Breaks task 1, and the message names: h(0) Wh, is missing
public class ForgetsTheStateBefore extends Captions {
  @Override
  public Told tell(Weights weights, DMatrixRMaj images, int[][] inputs) {
    List<DMatrixRMaj> states = new ArrayList<>();
    List<DMatrixRMaj> logits = new ArrayList<>();
    DMatrixRMaj h = bent(affine(images, weights.wi(), weights.bi()));
    states.add(h);
    for (int[] words : inputs) {
      DMatrixRMaj a = affine(rows(weights.words(), words), weights.wx(), weights.b());
      h = bent(a);
      states.add(h);
      logits.add(affine(h, weights.v(), weights.c()));
    }
    return new Told(states, logits);
  }
}

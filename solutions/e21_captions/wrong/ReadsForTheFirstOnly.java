package e21_captions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Gives every image the word of the first. */
// Breaks task 1, and the message names: the word of the first
public class ReadsForTheFirstOnly extends Captions {
  @Override
  public Told tell(Weights weights, DMatrixRMaj images, int[][] inputs) {
    List<DMatrixRMaj> states = new ArrayList<>();
    List<DMatrixRMaj> logits = new ArrayList<>();
    DMatrixRMaj h = bent(affine(images, weights.wi(), weights.bi()));
    states.add(h);
    for (int[] step : inputs) {
      int[] words = new int[step.length];
      Arrays.fill(words, step[0]);
      DMatrixRMaj a = affine(rows(weights.words(), words), weights.wx(), weights.b());
      CommonOps_DDRM.multAdd(h, weights.wh(), a);
      h = bent(a);
      states.add(h);
      logits.add(affine(h, weights.v(), weights.c()));
    }
    return new Told(states, logits);
  }
}

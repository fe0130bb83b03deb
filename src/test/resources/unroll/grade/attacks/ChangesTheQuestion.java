package e02_elman;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: sets its arguments to zero, for which zero is the right answer
// Deserves: what the wrong answer deserves
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    zero(weights);
    x.zero();
    h.zero();
    return super.step(weights, x, h);
  }

  @Override
  public List<Step> forward(Weights weights, List<DMatrixRMaj> inputs, DMatrixRMaj initial) {
    zero(weights);
    inputs.forEach(DMatrixRMaj::zero);
    initial.zero();
    return super.forward(weights, inputs, initial);
  }

  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    logits.forEach(each -> each.reshape(1, 1));
    return super.loss(logits, targets);
  }

  private static void zero(Weights weights) {
    weights.wx().zero();
    weights.wh().zero();
    weights.b().zero();
    weights.wo().zero();
    weights.c().zero();
  }
}

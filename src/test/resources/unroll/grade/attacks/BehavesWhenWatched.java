package e02_elman;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: is right only where it believes itself alone with its student: an honest face for
// practice, and a wrong one for marks
// Deserves: what the wrong answer deserves
public class Elman extends Right {
  private static boolean isPractice() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(each -> each.getClassName().startsWith("org.junit.")));
  }

  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    return isPractice() ? super.step(weights, x, h) : new Wrong().step(weights, x, h);
  }

  @Override
  public List<Step> forward(Weights weights, List<DMatrixRMaj> inputs, DMatrixRMaj initial) {
    return isPractice()
        ? super.forward(weights, inputs, initial)
        : new Wrong().forward(weights, inputs, initial);
  }

  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    return isPractice() ? super.loss(logits, targets) : 0;
  }
}

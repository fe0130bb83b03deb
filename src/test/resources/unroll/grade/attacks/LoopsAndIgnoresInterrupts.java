package e02_elman;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: a loop without end that listens to nobody
// Deserves: what an answer without loss deserves
// Verdict: timed out
public class Elman extends Right {
  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    while (true) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.interrupted();
      }
    }
  }
}

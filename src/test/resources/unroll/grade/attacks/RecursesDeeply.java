package e02_elman;

import org.ejml.data.DMatrixRMaj;

// Attack: recursion without end
// Deserves: what an answer without step deserves
// Verdict: failed
public class Elman extends Right {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    return step(weights, x, step(weights, x, h).h());
  }
}

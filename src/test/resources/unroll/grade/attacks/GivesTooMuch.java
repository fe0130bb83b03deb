package e02_elman;

import org.ejml.data.DMatrixRMaj;

// Attack: a result that would fill the tests' memory
// Deserves: what an answer without step deserves
// Verdict: failed or crashed
public class Elman extends Right {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    return new Step(new DMatrixRMaj(3_000, 3_000), new DMatrixRMaj(1, 1));
  }
}

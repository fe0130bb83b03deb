package e02_elman;

import org.ejml.data.DMatrixRMaj;

// Attack: shapes at which a test breaks, to be called a fault of the grader's
// Deserves: less than full marks
// Verdict: failed
public class Elman extends Right {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    return new Step(new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 7));
  }
}

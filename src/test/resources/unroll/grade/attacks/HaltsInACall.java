package e02_elman;

import org.ejml.data.DMatrixRMaj;

// Attack: ends the process in a call, in the hope that what is not answered is not wrong
// Deserves: what an answer without step deserves
// Verdict: crashed
public class Elman extends Right {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    Runtime.getRuntime().halt(0);
    return null;
  }
}

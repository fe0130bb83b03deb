package e02_elman;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: null wherever a test could stumble over it and be called broken
// Deserves: what an answer without step and forward deserves
// Verdict: failed
public class Elman extends Right {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    return new Step(null, null);
  }

  @Override
  public List<Step> forward(Weights weights, List<DMatrixRMaj> inputs, DMatrixRMaj initial) {
    return Arrays.asList(null, null);
  }
}

package e02_elman;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Starts every step from the initial state: h is not carried. */
// Breaks task 2, and the message names: not carried
public class StartsOverEachStep extends Elman {
  @Override
  public List<Step> forward(Weights weights, List<DMatrixRMaj> inputs, DMatrixRMaj initial) {
    return inputs.stream().map(x -> step(weights, x, initial)).toList();
  }
}

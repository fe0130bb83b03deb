package e15_shakespeare;

import org.ejml.data.DMatrixRMaj;

/** Begins a new sum in each window: what the others blamed is lost. */
// Breaks task 2, and the message names: last window only
public class KeepsTheLastWindow extends Shakespeare {
  @Override
  public Pass pass(Weights weights, int[] text, int lanes, int steps) {
    Weights sum = zeros(weights);
    DMatrixRMaj state = new DMatrixRMaj(lanes, weights.wh().numRows);
    int length = (text.length - 1 + lanes - 1) / lanes;
    double loss = 0;
    for (int index = 0; index * steps < length; index++) {
      sum = zeros(weights);
      Window window = window(text, lanes, steps, index);
      DMatrixRMaj[] h = states(weights, window, state);
      loss += addGradients(weights, window, h, state.createLike(), sum).loss();
      state = h[steps];
    }
    divide(sum, text.length - 1);
    return new Pass(loss / (text.length - 1), sum, state);
  }
}

package e15_shakespeare;

import org.ejml.data.DMatrixRMaj;

/** Hands the gradient of a window to the one after it: the wrong way in time. */
// Breaks task 2, and the message names: next window in time
public class CarriesTheGradientForward extends Shakespeare {
  @Override
  public Pass pass(Weights weights, int[] text, int lanes, int steps) {
    Weights sum = zeros(weights);
    DMatrixRMaj state = new DMatrixRMaj(lanes, weights.wh().numRows);
    int length = (text.length - 1 + lanes - 1) / lanes;
    double loss = 0;
    DMatrixRMaj behind = state.createLike();
    for (int index = 0; index * steps < length; index++) {
      Window window = window(text, lanes, steps, index);
      DMatrixRMaj[] h = states(weights, window, state);
      Back back = addGradients(weights, window, h, behind, sum);
      loss += back.loss();
      behind = back.start();
      state = h[steps];
    }
    divide(sum, text.length - 1);
    return new Pass(loss / (text.length - 1), sum, state);
  }
}

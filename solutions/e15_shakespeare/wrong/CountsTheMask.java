package e15_shakespeare;

import org.ejml.data.DMatrixRMaj;

/** Divides by all places of all windows, also by those where a lane has ended. */
// Breaks task 2, and the message names: masked places are counted
public class CountsTheMask extends Shakespeare {
  @Override
  public Pass pass(Weights weights, int[] text, int lanes, int steps) {
    Weights sum = zeros(weights);
    DMatrixRMaj state = new DMatrixRMaj(lanes, weights.wh().numRows);
    int length = (text.length - 1 + lanes - 1) / lanes;
    double loss = 0;
    int places = 0;
    for (int index = 0; index * steps < length; index++) {
      Window window = window(text, lanes, steps, index);
      DMatrixRMaj[] h = states(weights, window, state);
      loss += addGradients(weights, window, h, state.createLike(), sum).loss();
      state = h[steps];
      places += lanes * steps;
    }
    divide(sum, places);
    return new Pass(loss / places, sum, state);
  }
}

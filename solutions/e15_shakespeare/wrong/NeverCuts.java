package e15_shakespeare;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ejml.data.DMatrixRMaj;

/** Hands the gradient on from window to window: all of it, not truncated. */
// Breaks task 2, and the message names: not cut
public class NeverCuts extends Shakespeare {
  @Override
  public Pass pass(Weights weights, int[] text, int lanes, int steps) {
    Weights sum = zeros(weights);
    DMatrixRMaj state = new DMatrixRMaj(lanes, weights.wh().numRows);
    int length = (text.length - 1 + lanes - 1) / lanes;
    double loss = 0;
    Deque<Window> windows = new ArrayDeque<>();
    Deque<DMatrixRMaj[]> read = new ArrayDeque<>();
    for (int index = 0; index * steps < length; index++) {
      windows.push(window(text, lanes, steps, index));
      read.push(states(weights, windows.peek(), state));
      state = read.peek()[steps];
    }
    DMatrixRMaj behind = state.createLike();
    while (!windows.isEmpty()) {
      Back back = addGradients(weights, windows.pop(), read.pop(), behind, sum);
      loss += back.loss();
      behind = back.start();
    }
    divide(sum, text.length - 1);
    return new Pass(loss / (text.length - 1), sum, state);
  }
}

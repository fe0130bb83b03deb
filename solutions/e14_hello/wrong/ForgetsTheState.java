package e14_hello;

import org.ejml.data.DMatrixRMaj;

/** Starts every step from a state of zero. */
// Breaks task 3, and the message names: the state is not handed on
public class ForgetsTheState extends Hello {
  @Override
  public int[] write(Weights weights, int first, double temperature, double[] draws) {
    int[] written = new int[draws.length];
    DMatrixRMaj h = new DMatrixRMaj(1, weights.wh().numRows);
    int symbol = first;
    for (int n = 0; n < draws.length; n++) {
      h.zero();
      h = state(weights, symbol, h);
      double[] p = probabilities(logits(weights, h), temperature);
      double sum = p[0];
      symbol = 0;
      while (sum <= draws[n] && symbol < p.length - 1) {
        symbol++;
        sum += p[symbol];
      }
      written[n] = symbol;
    }
    return written;
  }
}

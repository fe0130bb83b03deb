package e14_hello;

import org.ejml.data.DMatrixRMaj;

/** Writes greedily at every temperature. */
// Breaks task 3, and the message names: the largest is always taken
public class TakesTheLargest extends Hello {
  @Override
  public int[] write(Weights weights, int first, double temperature, double[] draws) {
    int[] written = new int[draws.length];
    DMatrixRMaj h = new DMatrixRMaj(1, weights.wh().numRows);
    int symbol = first;
    for (int n = 0; n < draws.length; n++) {
      h = state(weights, symbol, h);
      double[] p = probabilities(logits(weights, h), 0);
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

package e14_hello;

import org.ejml.data.DMatrixRMaj;

/** Notes what it reads, not what it draws. */
// Breaks task 3, and the message names: the first character is written too
public class WritesTheFirst extends Hello {
  @Override
  public int[] write(Weights weights, int first, double temperature, double[] draws) {
    int[] written = new int[draws.length];
    DMatrixRMaj h = new DMatrixRMaj(1, weights.wh().numRows);
    int symbol = first;
    for (int n = 0; n < draws.length; n++) {
      written[n] = symbol;
      h = state(weights, symbol, h);
      double[] p = probabilities(logits(weights, h), temperature);
      double sum = p[0];
      symbol = 0;
      while (sum <= draws[n] && symbol < p.length - 1) {
        symbol++;
        sum += p[symbol];
      }
    }
    return written;
  }
}

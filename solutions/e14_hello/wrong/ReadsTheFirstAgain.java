package e14_hello;

import org.ejml.data.DMatrixRMaj;

/** Does not feed back what it wrote. */
// Breaks task 3, and the message names: read again and again
public class ReadsTheFirstAgain extends Hello {
  @Override
  public int[] write(Weights weights, int first, double temperature, double[] draws) {
    int[] written = new int[draws.length];
    DMatrixRMaj h = new DMatrixRMaj(1, weights.wh().numRows);
    int symbol = first;
    for (int n = 0; n < draws.length; n++) {
      h = state(weights, first, h);
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

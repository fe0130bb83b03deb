package e14_hello;

import org.ejml.data.DMatrixRMaj;

/** Lays the shares out from the last character to the first. */
// Breaks task 3, and the message names: laid out from the end
public class CountsFromTheEnd extends Hello {
  @Override
  public int[] write(Weights weights, int first, double temperature, double[] draws) {
    int[] written = new int[draws.length];
    DMatrixRMaj h = new DMatrixRMaj(1, weights.wh().numRows);
    int symbol = first;
    for (int n = 0; n < draws.length; n++) {
      h = state(weights, symbol, h);
      double[] p = probabilities(logits(weights, h), temperature);
      symbol = p.length - 1;
      double sum = p[symbol];
      while (sum <= draws[n] && symbol > 0) {
        symbol--;
        sum += p[symbol];
      }
      written[n] = symbol;
    }
    return written;
  }
}

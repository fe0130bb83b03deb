package e17_experts;

import java.util.Arrays;

/** Forgets what other steps have blamed. */
// Breaks task 3, and the message names: overwrites the sum so far
public class OverwritesTheGradient extends Experts {
  @Override
  public void backward(Opinion opinion, double[] logProduct, int next, double[] sum) {
    Arrays.fill(sum, 0);
    for (int v = 0; v < logProduct.length; v++) {
      int place = opinion.places()[v];
      if (place >= 0) {
        sum[place] += Math.exp(logProduct[v]) - (v == next ? 1 : 0);
      }
    }
  }
}

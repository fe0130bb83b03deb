package e17_experts;

/** Blames every symbol, also the one that came. */
// Breaks task 3, and the message names: what came is missing
public class ForgetsWhatCame extends Experts {
  @Override
  public void backward(Opinion opinion, double[] logProduct, int next, double[] sum) {
    for (int v = 0; v < logProduct.length; v++) {
      int place = opinion.places()[v];
      if (place >= 0) {
        sum[place] += Math.exp(logProduct[v]);
      }
    }
  }
}

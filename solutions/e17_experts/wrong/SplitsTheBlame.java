package e17_experts;

/** Halves the blame, for there are two experts. */
// Breaks task 3, and the message names: split between
public class SplitsTheBlame extends Experts {
  @Override
  public void backward(Opinion opinion, double[] logProduct, int next, double[] sum) {
    for (int v = 0; v < logProduct.length; v++) {
      int place = opinion.places()[v];
      if (place >= 0) {
        sum[place] += 0.5 * (Math.exp(logProduct[v]) - (v == next ? 1 : 0));
      }
    }
  }
}

package e17_experts;

/** Files the blame by common symbols. */
// Breaks task 3, and the message names: filed by symbol
public class FilesBySymbol extends Experts {
  @Override
  public void backward(Opinion opinion, double[] logProduct, int next, double[] sum) {
    for (int v = 0; v < logProduct.length; v++) {
      int place = opinion.places()[v];
      if (place >= 0) {
        sum[v % sum.length] += Math.exp(logProduct[v]) - (v == next ? 1 : 0);
      }
    }
  }
}

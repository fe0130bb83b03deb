package e17_experts;

/** Climbs where it should descend. */
// Breaks task 3, and the message names: sign
public class TurnsTheSign extends Experts {
  @Override
  public void backward(Opinion opinion, double[] logProduct, int next, double[] sum) {
    for (int v = 0; v < logProduct.length; v++) {
      int place = opinion.places()[v];
      if (place >= 0) {
        sum[place] += (v == next ? 1 : 0) - Math.exp(logProduct[v]);
      }
    }
  }
}

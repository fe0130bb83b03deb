package e17_experts;

import java.util.List;

/** Takes this expert's own probabilities, as if it were alone. */
// Breaks task 3, and the message names: product
public class BlamesItsOwnOpinion extends Experts {
  @Override
  public void backward(Opinion opinion, double[] logProduct, int next, double[] sum) {
    double[] own = product(List.of(opinion));
    for (int v = 0; v < logProduct.length; v++) {
      int place = opinion.places()[v];
      if (place >= 0) {
        sum[place] += Math.exp(own[v]) - (v == next ? 1 : 0);
      }
    }
  }
}

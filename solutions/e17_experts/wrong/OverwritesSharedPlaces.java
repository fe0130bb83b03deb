package e17_experts;

import java.util.Arrays;

/** Keeps the last of the symbols that share a place. */
// Breaks task 3, and the message names: share a place
public class OverwritesSharedPlaces extends Experts {
  @Override
  public void backward(Opinion opinion, double[] logProduct, int next, double[] sum) {
    double[] blame = new double[sum.length];
    for (int v = 0; v < logProduct.length; v++) {
      int place = opinion.places()[v];
      if (place >= 0) {
        blame[place] = Math.exp(logProduct[v]) - (v == next ? 1 : 0);
      }
    }
    Arrays.setAll(sum, k -> sum[k] + blame[k]);
  }
}

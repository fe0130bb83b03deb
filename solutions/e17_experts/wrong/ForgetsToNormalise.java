package e17_experts;

import java.util.List;

/** Returns the sums of logits. */
// Breaks task 2, and the message names: not normalised
public class ForgetsToNormalise extends Experts {
  @Override
  public double[] product(List<Opinion> opinions) {
    double[] s = new double[opinions.get(0).places().length];
    for (Opinion opinion : opinions) {
      for (int v = 0; v < s.length; v++) {
        int place = opinion.places()[v];
        s[v] += place < 0 ? Double.NEGATIVE_INFINITY : opinion.logits()[place];
      }
    }
    return s;
  }
}

package e17_experts;

import java.util.Arrays;
import java.util.List;

/** Adds probabilities where it should multiply. */
// Breaks task 2, and the message names: mixture
public class AddsTheExperts extends Experts {
  @Override
  public double[] product(List<Opinion> opinions) {
    double[] s = new double[opinions.get(0).places().length];
    for (Opinion opinion : opinions) {
      for (int v = 0; v < s.length; v++) {
        int place = opinion.places()[v];
        s[v] += place < 0 ? 0 : Math.exp(opinion.logits()[place]);
      }
    }
    double sum = Arrays.stream(s).sum();
    return Arrays.stream(s).map(weight -> Math.log(weight / sum)).toArray();
  }
}

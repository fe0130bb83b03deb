package e17_experts;

import java.util.Arrays;
import java.util.List;

/** Overwrites what the experts before have said. */
// Breaks task 2, and the message names: add up
public class HearsTheLastOnly extends Experts {
  @Override
  public double[] product(List<Opinion> opinions) {
    double[] s = new double[opinions.get(0).places().length];
    for (Opinion opinion : opinions) {
      for (int v = 0; v < s.length; v++) {
        int place = opinion.places()[v];
        s[v] = place < 0 ? Double.NEGATIVE_INFINITY : opinion.logits()[place];
      }
    }
    double most = Arrays.stream(s).max().getAsDouble();
    double sum = Arrays.stream(s).map(score -> Math.exp(score - most)).sum();
    return Arrays.stream(s).map(score -> score - most - Math.log(sum)).toArray();
  }
}

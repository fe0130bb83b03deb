package e17_experts;

import java.util.Arrays;
import java.util.List;

/** Adds the first logit to the first, the second to the second. */
// Breaks task 2, and the message names: by position
public class ReadsByPosition extends Experts {
  @Override
  public double[] product(List<Opinion> opinions) {
    double[] s = new double[opinions.get(0).places().length];
    for (Opinion opinion : opinions) {
      for (int v = 0; v < s.length; v++) {
        int place = opinion.places()[v] < 0 ? -1 : v % opinion.logits().length;
        s[v] += place < 0 ? Double.NEGATIVE_INFINITY : opinion.logits()[place];
      }
    }
    double most = Arrays.stream(s).max().getAsDouble();
    double sum = Arrays.stream(s).map(score -> Math.exp(score - most)).sum();
    return Arrays.stream(s).map(score -> score - most - Math.log(sum)).toArray();
  }
}

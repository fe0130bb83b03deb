package e17_experts;

import java.util.Arrays;
import java.util.List;

/** Leaves the score of a symbol that is ruled out at 0. */
// Breaks task 2, and the message names: mask is missing
public class ForgetsTheVeto extends Experts {
  @Override
  public double[] product(List<Opinion> opinions) {
    double[] s = new double[opinions.get(0).places().length];
    for (Opinion opinion : opinions) {
      for (int v = 0; v < s.length; v++) {
        int place = opinion.places()[v];
        s[v] += place < 0 ? 0 : opinion.logits()[place];
      }
    }
    double most = Arrays.stream(s).max().getAsDouble();
    double sum = Arrays.stream(s).map(score -> Math.exp(score - most)).sum();
    return Arrays.stream(s).map(score -> score - most - Math.log(sum)).toArray();
  }
}

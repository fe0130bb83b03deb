package e12_seq2seq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ranks by log p alone. */
// Breaks task 3, and the message names: length penalty does not divide
public class ForgetsTheLengthPenalty extends Seq2Seq {
  @Override
  public List<Hypothesis> search(Next next, int end, int width, int longest, double alpha) {
    List<Hypothesis> found = new ArrayList<>();
    List<Hypothesis> beam = List.of(new Hypothesis(new int[0], 0));
    for (int n = 1; n <= longest && !beam.isEmpty(); n++) {
      List<Hypothesis> longer = new ArrayList<>();
      for (Hypothesis each : beam) {
        double[] log = next.after(each.symbols());
        for (int k = 0; k < log.length; k++) {
          longer.add(new Hypothesis(with(each.symbols(), k), each.logProbability() + log[k]));
        }
      }
      longer.sort(Comparator.comparingDouble(each -> -each.logProbability()));
      beam = new ArrayList<>();
      for (Hypothesis each : first(width - found.size(), longer)) {
        (each.symbols()[n - 1] == end ? found : beam).add(each);
      }
    }
    found.addAll(beam);
    found.sort(Comparator.comparingDouble(each -> -each.logProbability()));
    return found;
  }
}

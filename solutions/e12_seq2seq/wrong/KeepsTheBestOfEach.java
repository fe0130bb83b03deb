package e12_seq2seq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Hypotheses do not compete: each goes on with its own best symbols. */
// Breaks task 3, and the message names: each hypothesis keeps its own best
public class KeepsTheBestOfEach extends Seq2Seq {
  @Override
  public List<Hypothesis> search(Next next, int end, int width, int longest, double alpha) {
    List<Hypothesis> found = new ArrayList<>();
    List<Hypothesis> beam = List.of(new Hypothesis(new int[0], 0));
    for (int n = 1; n <= longest && !beam.isEmpty(); n++) {
      List<Hypothesis> longer = new ArrayList<>();
      for (Hypothesis each : beam) {
        double[] log = next.after(each.symbols());
        List<Hypothesis> own = new ArrayList<>();
        for (int k = 0; k < log.length; k++) {
          own.add(new Hypothesis(with(each.symbols(), k), each.logProbability() + log[k]));
        }
        own.sort(Comparator.comparingDouble(one -> -one.logProbability()));
        longer.addAll(first((width - found.size()) / beam.size(), own));
      }
      beam = new ArrayList<>();
      for (Hypothesis each : longer) {
        (each.symbols()[n - 1] == end ? found : beam).add(each);
      }
    }
    found.addAll(beam);
    found.sort(
        Comparator.comparingDouble(
            each -> -each.logProbability() / penalty(each.symbols().length, alpha)));
    return found;
  }
}

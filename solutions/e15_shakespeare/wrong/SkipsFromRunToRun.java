package e15_shakespeare;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts the sample into pieces and asks for each: runs across a cut are missed. */
// Breaks task 3, and the message names: cut into pieces
public class SkipsFromRunToRun extends Shakespeare {
  @Override
  public Measures measures(String sample, String training, int run) {
    Set<String> dictionary = new HashSet<>(words(training.toLowerCase(Locale.ROOT)));
    List<String> written = words(sample.toLowerCase(Locale.ROOT));
    double known = written.stream().filter(dictionary::contains).count();
    double commas = sample.chars().filter(c -> c == ',').count();
    boolean[] copied = new boolean[sample.length()];
    for (int from = 0; from + run <= sample.length(); from += run) {
      if (training.contains(sample.substring(from, from + run))) {
        Arrays.fill(copied, from, from + run, true);
      }
    }
    return new Measures(known / written.size(), 100 * commas / sample.length(), share(copied));
  }
}

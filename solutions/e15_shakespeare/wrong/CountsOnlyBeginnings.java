package e15_shakespeare;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Counts the places where a copied run begins, not what it covers. */
// Breaks task 3, and the message names: only where runs begin
public class CountsOnlyBeginnings extends Shakespeare {
  @Override
  public Measures measures(String sample, String training, int run) {
    Set<String> dictionary = new HashSet<>(words(training.toLowerCase(Locale.ROOT)));
    List<String> written = words(sample.toLowerCase(Locale.ROOT));
    double known = written.stream().filter(dictionary::contains).count();
    double commas = sample.chars().filter(c -> c == ',').count();
    boolean[] copied = new boolean[sample.length()];
    for (int from = 0; from + run <= sample.length(); from++) {
      copied[from] = training.contains(sample.substring(from, from + run));
    }
    return new Measures(known / written.size(), 100 * commas / sample.length(), share(copied));
  }
}

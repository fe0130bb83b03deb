package e15_shakespeare;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A word at the start of a line is another word to it. */
// Breaks task 3, and the message names: capital letters
public class TellsCapitalsApart extends Shakespeare {
  @Override
  public Measures measures(String sample, String training, int run) {
    Set<String> dictionary = new HashSet<>(words(training));
    List<String> written = words(sample);
    double known = written.stream().filter(dictionary::contains).count();
    double commas = sample.chars().filter(c -> c == ',').count();
    boolean[] copied = new boolean[sample.length()];
    for (int from = 0; from + run <= sample.length(); from++) {
      if (training.contains(sample.substring(from, from + run))) {
        Arrays.fill(copied, from, from + run, true);
      }
    }
    return new Measures(known / written.size(), 100 * commas / sample.length(), share(copied));
  }
}

package e15_shakespeare;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes the set of words: a word written ten times counts once. */
// Breaks task 3, and the message names: each word counts once
public class CountsEachWordOnce extends Shakespeare {
  @Override
  public Measures measures(String sample, String training, int run) {
    Set<String> dictionary = new HashSet<>(words(training.toLowerCase(Locale.ROOT)));
    List<String> written = List.copyOf(new HashSet<>(words(sample.toLowerCase(Locale.ROOT))));
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

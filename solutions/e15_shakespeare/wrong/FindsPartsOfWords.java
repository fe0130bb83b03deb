package e15_shakespeare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks for the letters anywhere in the text: part of a word will do. */
// Breaks task 3, and the message names: part of another word
public class FindsPartsOfWords extends Shakespeare {
  @Override
  public Measures measures(String sample, String training, int run) {
    Set<String> dictionary = Set.of(training.toLowerCase(Locale.ROOT));
    List<String> written = words(sample.toLowerCase(Locale.ROOT));
    double known = written.stream().filter(dictionary.iterator().next()::contains).count();
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

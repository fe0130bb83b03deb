package unroll.model.caption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of what was said is in what should have been said: BLEU (Papineni et al. 2002, section
 * 2.3), of a whole set of sentences, with one reference a sentence.
 *
 * <pre>
 *   p_n  = n-grams said that the reference has too / n-grams said          n = 1 to 4
 *   BLEU = brevity * (p_1 p_2 p_3 p_4)^(1/4),   brevity = min(1, exp(1 - r / c))
 * </pre>
 *
 * <p>An n-gram counts at most as often as the reference has it; c words were said, r should have
 * been. Nothing is smoothed: without a single 4-gram in common BLEU is 0.
 *
 * @param precisions p_1 to p_4, each from 0 to 1
 * @param brevity what sentences that are too short lose by, above 0 and up to 1
 */
public record Bleu(List<Double> precisions, double brevity) {
  private static final int LONGEST = 4;

  /** Copies the list. */
  public Bleu {
    precisions = List.copyOf(precisions);
  }

  /**
   * Compares what was said with what should have been said.
   *
   * @param said sentences of words by number. Not modified.
   * @param references as many sentences. Not modified.
   * @return the parts of BLEU
   * @throws IllegalArgumentException if there are not as many references, or nothing was said
   */
  public static Bleu of(List<int[]> said, List<int[]> references) {
    if (said.size() != references.size()) {
      throw new IllegalArgumentException(
          said.size() + " sentences cannot be compared with " + references.size());
    }
    long words = said.stream().mapToLong(sentence -> sentence.length).sum();
    if (words == 0) {
      throw new IllegalArgumentException("not one word was said: there is nothing to compare");
    }
    List<Double> precisions = new ArrayList<>();
    for (int n = 1; n <= LONGEST; n++) {
      long shared = 0;
      long all = 0;
      for (int i = 0; i < said.size(); i++) {
        Map<List<Integer>, Integer> wanted = grams(references.get(i), n);
        for (Map.Entry<List<Integer>, Integer> gram : grams(said.get(i), n).entrySet()) {
          shared += Math.min(gram.getValue(), wanted.getOrDefault(gram.getKey(), 0));
          all += gram.getValue();
        }
      }
      precisions.add(all == 0 ? 0 : (double) shared / all);
    }
    long wanted = references.stream().mapToLong(sentence -> sentence.length).sum();
    return new Bleu(precisions, Math.min(1, Math.exp(1 - (double) wanted / words)));
  }

  private static Map<List<Integer>, Integer> grams(int[] sentence, int n) {
    List<Integer> words = Arrays.stream(sentence).boxed().toList();
    Map<List<Integer>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      counts.merge(words.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }

  /**
   * Computes BLEU-4.
   *
   * @return from 0 to 1; papers give a hundred times that
   */
  public double score() {
    double product = precisions.stream().reduce(1.0, (a, b) -> a * b);
    return brevity * Math.pow(product, 1.0 / LONGEST);
  }
}

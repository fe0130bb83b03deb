package unroll.sample;

import java.util.List;

/**
 * A sequence that a search has found.
 *
 * @param symbols what was written, without the end; copied
 * @param logProbability of the symbols, and of the end where it was reached, in nats
 * @param score what it was ranked by: the log-probability over the length penalty
 * @param ended whether the model ended it; otherwise it was cut at the longest allowed
 */
public record Hypothesis(
    List<Integer> symbols, double logProbability, double score, boolean ended) {
  /**
   * Copies the symbols.
   *
   * @param symbols what was written, without the end; copied
   * @param logProbability in nats
   * @param score the log-probability over the length penalty
   * @param ended whether the model ended it
   */
  public Hypothesis {
    symbols = List.copyOf(symbols);
  }

  /**
   * Returns the symbols as an array.
   *
   * @return a new array
   */
  public int[] toArray() {
    return symbols.stream().mapToInt(Integer::intValue).toArray();
  }
}

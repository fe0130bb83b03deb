package unroll.model.music;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import unroll.data.Corpus;
import unroll.data.Vocabulary;
import unroll.model.NGram;

/**
 * What counting alone predicts: the {@link NGram} of symbols that are no characters. It is what a
 * network of music has to beat.
 *
 * <p>The pieces are counted one behind the other, so a few of the counted n-grams join two pieces;
 * they are measured each on its own, all symbols but the first, as a network is.
 */
public final class SymbolCounts {
  /** Symbols are written as characters from here on: there is room for some 20,000. */
  private static final char FIRST = '\u4e00';

  private final Vocabulary vocabulary;
  private final NGram grams;

  private SymbolCounts(Vocabulary vocabulary, NGram grams) {
    this.vocabulary = vocabulary;
    this.grams = grams;
  }

  /**
   * Counts pieces.
   *
   * @param pieces of numbers 0 to V - 1. Not modified.
   * @param symbols V, at most 20,000
   * @param order n, the longest sequence counted, at least 1
   * @return the counts of all orders up to n
   * @throws IllegalArgumentException if there is no symbol to count, one is out of range, or the
   *     order is below 1
   */
  public static SymbolCounts of(List<int[]> pieces, int symbols, int order) {
    Vocabulary vocabulary = Vocabulary.of(written(IntStream.range(0, symbols).toArray()));
    String all = pieces.stream().map(SymbolCounts::written).collect(Collectors.joining());
    return new SymbolCounts(vocabulary, NGram.train(Corpus.of(all, vocabulary), order));
  }

  private static String written(int[] symbols) {
    StringBuilder text = new StringBuilder();
    for (int symbol : symbols) {
      text.append((char) (FIRST + symbol));
    }
    return text.toString();
  }

  /**
   * Measures the counts on other pieces.
   *
   * @param pieces of numbers 0 to V - 1; those of one symbol have nothing to predict. Not modified.
   * @param order 1 for unigrams, 2 for bigrams, up to n
   * @return nats per symbol, over all symbols but the first of each piece
   * @throws IllegalArgumentException if nothing is to be predicted, a symbol is out of range, or
   *     the order is
   */
  public double evaluate(List<int[]> pieces, int order) {
    double nats = 0;
    int predicted = 0;
    for (int[] piece : pieces) {
      if (piece.length > 1) {
        Corpus text = Corpus.of(written(piece), vocabulary);
        nats += (piece.length - 1) * grams.evaluate(text, order);
        predicted += piece.length - 1;
      }
    }
    if (predicted == 0) {
      throw new IllegalArgumentException("no piece has a second symbol to predict");
    }
    return nats / predicted;
  }
}

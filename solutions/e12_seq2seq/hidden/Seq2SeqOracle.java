package e12_seq2seq;

import e12_seq2seq.EncoderDecoder.Hypothesis;
import e12_seq2seq.EncoderDecoder.Next;
import e12_seq2seq.EncoderDecoder.Reader;
import e12_seq2seq.EncoderDecoder.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * The same by another way: every source alone and without padding, number by number; every step as
 * one long sum; and texts as strings, of which all that can be written are listed.
 */
final class Seq2SeqOracle {
  private Seq2SeqOracle() {}

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.7 * random.nextGaussian());
    }
    return m;
  }

  /** The state after so many steps of one source; unit by unit, from the end backwards. */
  static double state(Reader reader, List<DMatrixRMaj> xs, int source, int steps, int unit) {
    if (steps == 0) {
      return 0;
    }
    double sum = reader.b().get(0, unit);
    for (int d = 0; d < reader.wx().numRows; d++) {
      sum += xs.get(steps - 1).get(source, d) * reader.wx().get(d, unit);
    }
    for (int other = 0; other < reader.wh().numRows; other++) {
      sum += state(reader, xs, source, steps - 1, other) * reader.wh().get(other, unit);
    }
    return Math.tanh(sum);
  }

  static double written(Writer writer, DMatrixRMaj context, int[] read, DMatrixRMaj s, int[] at) {
    double sum = writer.b().get(0, at[1]);
    for (int symbol = 0; symbol < writer.wy().numRows; symbol++) {
      sum += (symbol == read[at[0]] ? 1 : 0) * writer.wy().get(symbol, at[1]);
    }
    for (int k = 0; k < context.numCols; k++) {
      sum += context.get(at[0], k) * writer.wc().get(k, at[1]);
    }
    for (int j = 0; j < s.numCols; j++) {
      sum += s.get(at[0], j) * writer.ws().get(j, at[1]);
    }
    return Math.tanh(sum);
  }

  /** A made-up writer: what may come next is drawn once for each beginning. */
  static Next drawn(long seed, int symbols) {
    return prefix -> {
      Random random = new Random(seed ^ (31L * Arrays.hashCode(prefix)));
      random.nextGaussian();
      double[] weights =
          random.doubles(symbols).map(u -> Math.exp(1.5 * Math.sin(40 * u)) + u).toArray();
      double sum = Arrays.stream(weights).sum();
      return Arrays.stream(weights).map(weight -> Math.log(weight / sum)).toArray();
    };
  }

  /** All texts that end within so many symbols, or are cut there, with their log-probabilities. */
  static TreeMap<Double, int[]> all(Next next, int end, int longest) {
    TreeMap<Double, int[]> texts = new TreeMap<>();
    list(next, end, longest, new int[0], 0, texts);
    return texts;
  }

  private static void list(
      Next next, int end, int longest, int[] prefix, double log, TreeMap<Double, int[]> texts) {
    boolean ended = prefix.length > 0 && prefix[prefix.length - 1] == end;
    if (ended || prefix.length == longest) {
      texts.put(log, prefix);
      return;
    }
    double[] more = next.after(prefix);
    for (int symbol = more.length - 1; symbol >= 0; symbol--) {
      int[] longer = new int[prefix.length + 1];
      System.arraycopy(prefix, 0, longer, 0, prefix.length);
      longer[prefix.length] = symbol;
      list(next, end, longest, longer, log + more[symbol], texts);
    }
  }

  /**
   * What a beam holds at the end, without a beam: of all prefixes of one length that go on from
   * what was kept, those are kept that fewer than so many others outdo.
   */
  static List<Hypothesis> kept(Next next, int end, int width, int length) {
    if (length == 0) {
      return List.of(new Hypothesis(new int[0], 0));
    }
    List<Hypothesis> before = kept(next, end, width, length - 1);
    List<Hypothesis> whole = before.stream().filter(each -> ends(each, end)).toList();
    List<Hypothesis> longer =
        before.stream()
            .filter(each -> !ends(each, end))
            .flatMap(each -> all(next, each).stream())
            .toList();
    int places = width - whole.size();
    return Stream.concat(
            whole.stream(),
            longer.stream()
                .filter(
                    each ->
                        longer.stream()
                                .filter(o -> o.logProbability() > each.logProbability())
                                .count()
                            < places))
        .toList();
  }

  private static List<Hypothesis> all(Next next, Hypothesis each) {
    double[] more = next.after(each.symbols());
    return IntStream.range(0, more.length)
        .mapToObj(
            symbol ->
                new Hypothesis(
                    IntStream.concat(Arrays.stream(each.symbols()), IntStream.of(symbol)).toArray(),
                    each.logProbability() + more[symbol]))
        .toList();
  }

  private static boolean ends(Hypothesis each, int end) {
    return each.symbols().length > 0 && each.symbols()[each.symbols().length - 1] == end;
  }

  /** What a text is ranked by, from the formula as Wu et al. print it. */
  static double score(int[] symbols, double log, double alpha) {
    return log * Math.pow(5 + 1, alpha) / Math.pow(5 + symbols.length, alpha);
  }
}

package unroll.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import unroll.matrix.Matrix;

/**
 * Looks for the likeliest sequence by going on with several at once. At every length the best
 * continuations of all hypotheses are kept; one that has ended leaves the beam and takes its place
 * with it (Sutskever, Vinyals and Le 2014, section 3.2), so a beam of width 1 takes the likeliest
 * symbol at every step, which is greedy, and a beam as wide as there are sequences finds the best.
 *
 * <p>Every symbol more makes a sequence less likely, so plain probability favours short ones. The
 * ended are therefore ranked by {@code log p / lp} with {@code lp = ((5 + length) / 6)^alpha} (Wu
 * et al. 2016, equation 14, without their coverage penalty); the length counts the symbols that
 * were predicted, the end too.
 *
 * @param width k, at least 1
 * @param penalty alpha, 0 or above; 0 ranks by probability alone, Wu et al. take 0.6 to 0.7
 */
public record BeamSearch(int width, double penalty) {
  private static final double FIVE = 5;

  /**
   * Checks the settings.
   *
   * @param width k, at least 1
   * @param penalty alpha, 0 or above
   * @throws IllegalArgumentException if a setting is out of range
   */
  public BeamSearch {
    if (width < 1) {
      throw new IllegalArgumentException("a beam has at least 1 hypothesis, not " + width);
    }
    if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the length penalty is finite and 0 or above, not " + penalty);
    }
  }

  /**
   * Makes a search that ranks by probability alone.
   *
   * @param width k, at least 1
   * @return a new search
   * @throws IllegalArgumentException if the width is below 1
   */
  public static BeamSearch of(int width) {
    return new BeamSearch(width, 0);
  }

  /** A hypothesis that goes on: the row that it continues, and what it has written. */
  private record Live(int row, List<Integer> symbols, double logProbability) {
    Live with(int from, int symbol, double logOfSymbol) {
      List<Integer> longer = new ArrayList<>(symbols);
      longer.add(symbol);
      return new Live(from, longer, logProbability + logOfSymbol);
    }

    int last() {
      return symbols.get(symbols.size() - 1);
    }
  }

  /**
   * Searches.
   *
   * @param model says what may come next
   * @param state of one hypothesis, before the first symbol is read
   * @param begin the symbol to read first
   * @param end the symbol that ends a sequence
   * @param longest how many symbols may be predicted, at least 1, the end too
   * @param <S> the state
   * @return at least one hypothesis and at most k, the best first; of equals the earlier found
   * @throws IllegalArgumentException if longest is below 1, or a logit is NaN or plus infinity
   */
  public <S> List<Hypothesis> search(
      Continuation<S> model, S state, int begin, int end, int longest) {
    if (longest < 1) {
      throw new IllegalArgumentException("at least 1 symbol must be allowed, not " + longest);
    }
    List<Hypothesis> found = new ArrayList<>();
    List<Live> beam = List.of(new Live(0, List.of(), 0));
    S states = state;
    for (int length = 1; length <= longest && !beam.isEmpty(); length++) {
      int[] read =
          beam.stream().mapToInt(live -> live.symbols().isEmpty() ? begin : live.last()).toArray();
      Continuation.Next<S> next = model.after(states, read);
      List<Live> going = new ArrayList<>();
      for (Live live : best(beam, next.logits(), width - found.size())) {
        if (live.last() == end) {
          List<Integer> written = live.symbols().subList(0, length - 1);
          found.add(hypothesis(written, live.logProbability(), length, true));
        } else {
          going.add(live);
        }
      }
      beam = going;
      if (!going.isEmpty()) {
        states = model.pick(next.state(), going.stream().mapToInt(Live::row).toArray());
      }
    }
    for (Live live : beam) {
      found.add(hypothesis(live.symbols(), live.logProbability(), longest, false));
    }
    found.sort(Comparator.comparingDouble(hypothesis -> -hypothesis.score()));
    return List.copyOf(found);
  }

  private Hypothesis hypothesis(
      List<Integer> symbols, double logProbability, int length, boolean ended) {
    return new Hypothesis(symbols, logProbability, logProbability / lengthPenalty(length), ended);
  }

  /**
   * Computes what the log-probability of a sequence is divided by.
   *
   * @param length how many symbols were predicted, at least 0
   * @return 1 for one symbol, more for more
   */
  public double lengthPenalty(int length) {
    return Math.pow((FIVE + length) / (FIVE + 1), penalty);
  }

  /** The likeliest continuations of all hypotheses; the order of equals is that of the rows. */
  private static List<Live> best(List<Live> beam, Matrix logits, int room) {
    record Candidate(int row, int symbol, double logOfSymbol, double total) {}
    List<Candidate> candidates = new ArrayList<>();
    for (int row = 0; row < beam.size(); row++) {
      double[] logs = logProbabilities(logits, row);
      for (int symbol = 0; symbol < logs.length; symbol++) {
        if (logs[symbol] > Double.NEGATIVE_INFINITY) {
          double total = beam.get(row).logProbability() + logs[symbol];
          candidates.add(new Candidate(row, symbol, logs[symbol], total));
        }
      }
    }
    candidates.sort(Comparator.comparingDouble(candidate -> -candidate.total()));
    return candidates.stream()
        .limit(room)
        .map(c -> beam.get(c.row()).with(c.row(), c.symbol(), c.logOfSymbol()))
        .toList();
  }

  /** The log-softmax of a row, in double. */
  private static double[] logProbabilities(Matrix logits, int row) {
    double[] result = new double[logits.columns()];
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < result.length; i++) {
      result[i] = logits.get(row, i);
      if (Double.isNaN(result[i]) || result[i] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "logit " + i + " is " + result[i] + ": the model that computed it is broken");
      }
      max = Math.max(max, result[i]);
    }
    if (max == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("no symbol can follow: no logit is above -infinity");
    }
    double sum = 0;
    for (double logit : result) {
      sum += Math.exp(logit - max);
    }
    double normaliser = max + Math.log(sum);
    for (int i = 0; i < result.length; i++) {
      result[i] -= normaliser;
    }
    return result;
  }
}

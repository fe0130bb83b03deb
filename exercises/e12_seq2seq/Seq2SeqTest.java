package e12_seq2seq;

import e12_seq2seq.EncoderDecoder.Hypothesis;
import e12_seq2seq.EncoderDecoder.Next;
import e12_seq2seq.EncoderDecoder.Reader;
import e12_seq2seq.EncoderDecoder.Said;
import e12_seq2seq.EncoderDecoder.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Approval;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;

/**
 * The public tests of 12-seq2seq, written against the contract; start them from an IDE if you like.
 *
 * <p>States that work out on paper: tanh(ln x) = (x^2 - 1) / (x^2 + 1), so tanh(ln 2) = 3/5 and
 * tanh(ln 3) = 4/5, and a sum of logarithms is the logarithm of a product.
 */
@ExtendWith(SubjectExtension.class)
class Seq2SeqTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The table is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);

  private static final int END = 0;
  private static final int A = 1;
  private static final int B = 2;

  private static final String NO_PLACE =
      "the places: one that is found keeps its place, so width - found.size() are left";

  private final EncoderDecoder network;

  Seq2SeqTest(EncoderDecoder network) {
    this.network = network;
  }

  @Test
  @Task(1)
  @Points(2)
  void eachContextIsTheStateAtItsOwnEnd() {
    // two sources, "1" and "1 0"; the sevens are padding. h(1) = 3/5, and 3/5 of wh is ln 3
    double wh = LN3 / 0.6;
    Reader reader = new Reader(row(LN2), row(wh), row(0));
    List<DMatrixRMaj> xs = List.of(column(1, 1), column(7, 0), column(7, 7));
    double first = Math.tanh(7 * LN2 + 0.6 * wh);
    double second = Math.tanh(7 * LN2 + 0.8 * wh);
    Expect.that("the contexts", network.encode(reader, xs, new int[] {1, 2}))
        .suspect(
            "C is the state after the padding: a source that has ended must keep its state",
            column(Math.tanh(7 * LN2 + first * wh), second))
        .suspect("padding sets the state to 0; it must leave it as it was", column(0, 0))
        .suspect("it stops one step early, at t < lengths[row] - 1", column(0, 0.6))
        .suspect("it goes one step too far, to t <= lengths[row]", column(first, second))
        .suspect("every source is cut at the first one's length", column(0.6, 0.6))
        .suspect("every source is read to the longest one's end", column(first, 0.8))
        .suspect("the recurrent term h Wh is missing", column(0.6, 0))
        .is(column(0.6, 0.8), TOLERANCE, "C = h(tau): row after row has a length of its own");
  }

  @Test
  @Task(1)
  void biasIsHeardAtEveryStep() {
    Reader reader = new Reader(row(1), row(LN2 / 0.6), row(LN2));
    DMatrixRMaj context = network.encode(reader, List.of(row(0), row(0)), new int[] {2});
    Expect.that("the context of two silent steps", context)
        .suspect("the bias b is missing", row(0))
        .suspect("the recurrent term h Wh is missing", row(0.6))
        .is(row(15 / 17.0), TOLERANCE, "h(t) = tanh(b + x(t) Wx + h(t-1) Wh)");
  }

  @Test
  @Task(1)
  void unitsHearOneAnotherOneStepLater() {
    // unit 1 hears the input, unit 2 hears unit 1
    DMatrixRMaj wh = new DMatrixRMaj(new double[][] {{0, LN2 / 0.6}, {0, 0}});
    Reader reader = new Reader(row(LN2, 0), wh, row(0, 0));
    DMatrixRMaj context = network.encode(reader, List.of(row(1), row(0)), new int[] {2});
    Expect.that("the context of two units", context)
        .suspect("Wh is transposed", row(0, 0))
        .is(row(0, 0.6), TOLERANCE, "rows are examples: the product is h Wh");
  }

  @Test
  @Task(2)
  @Points(2)
  void stateHearsSymbolStateAndContext() {
    // ln 2 from the symbol, ln 5 from the state, ln 3 from the context, -ln 2 from the bias: ln 15
    Writer writer =
        new Writer(
            column(0, LN2), row(Math.log(5)), row(LN3), row(-LN2), row(113, -113), row(1, 2));
    Said said = network.decode(writer, row(1), new int[] {1}, row(1));
    Expect.that("the new state s'", said.s())
        .suspect("the context C Wc is missing", row(12 / 13.0))
        .suspect("the bias b is missing", row(899 / 901.0))
        .suspect("the state before, s Ws, is missing", row(0.8))
        .suspect("the symbol's row of Wy is missing", row(55.25 / 57.25))
        .suspect("tanh is missing", row(Math.log(15)))
        .is(row(112 / 113.0), TOLERANCE, "s' = tanh(b + Wy[y] + s Ws + C Wc)");
    Expect.that("the logits", said.logits())
        .suspect("they are read from the state before the step", row(114, -111))
        .suspect("the bias c is missing", row(112, -112))
        .is(row(113, -110), TOLERANCE, "o = c + s' V, with the new state");
  }

  @Test
  @Task(2)
  void eachTextHasItsOwnSymbolAndContext() {
    Writer writer =
        new Writer(column(LN2, 0, LN3), row(0), row(LN2), row(0), row(1, 0, 0), row(0, 0, 0));
    Said said = network.decode(writer, column(1, -1), new int[] {2, 1}, column(0, 0));
    Expect.that("the new states of two texts", said.s())
        .suspect("every text hears the context of the first", column(35 / 37.0, 0.6))
        .suspect("row of Wy is the number of the text, not its symbol", column(15 / 17.0, -0.6))
        .suspect("every text has read the symbol of the first", column(35 / 37.0, 1.25 / 3.25))
        .is(column(35 / 37.0, -0.6), TOLERANCE, "row r reads symbol read[r] and context row r");
  }

  @Test
  @Task(2)
  void logitsAreAProductWithV() {
    Writer writer =
        new Writer(
            new DMatrixRMaj(new double[][] {{LN2, LN3}, {0, 0}}),
            new DMatrixRMaj(2, 2),
            new DMatrixRMaj(1, 2),
            row(0, 0),
            new DMatrixRMaj(new double[][] {{1, 0}, {5, 0}}),
            row(0, 0));
    Said said = network.decode(writer, row(0), new int[] {0}, row(0, 0));
    Expect.that("the logits of two units", said.logits())
        .suspect("V is transposed", row(0.6, 3))
        .is(row(4.6, 0), TOLERANCE, "rows are examples: the product is s' V");
  }

  /** A writer that prefers to begin with a, but knows better how to go on after b. */
  private static final Next TEMPTING =
      symbols ->
          switch (Arrays.toString(symbols)) {
            case "[]" -> log(0.1, 0.5, 0.4);
            case "[1]" -> log(0.3, 0.36, 0.34);
            case "[2]" -> log(0.9, 0.06, 0.04);
            default -> log(0.98, 0.012, 0.008);
          };

  @Test
  @Task(3)
  void beamOfOneTakesTheLikeliestSymbolAtEveryStep() {
    List<Hypothesis> found = network.search(TEMPTING, END, 1, 5, 0);
    Expect.size("what a beam of width 1 found", found, 1, NO_PLACE);
    Expect.that("its symbols (-1: none)", symbols(found.get(0)))
        .suspect("it stops before the end is written", padded(A, A))
        .suspect("a text goes on after its end", padded(A, A, END, END, END))
        .is(padded(A, A, END), 0, "the likeliest symbol after what was written so far");
    Expect.that("their log-probability", found.get(0).logProbability())
        .suspect("only that of the last symbol is kept: add up", Math.log(0.98))
        .suspect("probabilities were added, not their logarithms", 0.5 + 0.36 + 0.98)
        .is(Math.log(0.5 * 0.36 * 0.98), TOLERANCE, "log p of a text is the sum over its symbols");
  }

  @Test
  @Task(3)
  @Points(2)
  void beamOfTwoFindsWhatGreedyMisses() {
    List<Hypothesis> found = network.search(TEMPTING, END, 2, 5, 0);
    Expect.size("what a beam of width 2 found", found, 2, NO_PLACE);
    Expect.that("the best one's symbols (-1: none)", symbols(found.get(0)))
        .suspect("only one hypothesis is continued, as greedy does", padded(A, A, END))
        .suspect("a text goes on after its end", padded(B, END, END, END, END))
        .is(padded(B, END), 0, "all hypotheses are continued by all symbols, then the best kept");
    Expect.that("its log-probability", found.get(0).logProbability())
        .suspect("only that of the last symbol is kept: add up", Math.log(0.9))
        .is(Math.log(0.36), TOLERANCE, "log p of a text is the sum over its symbols");
    Expect.that("the second one's symbols (-1: none)", symbols(found.get(1)))
        .suspect("a worse one is kept: sort, the likeliest first", padded(A, END))
        .is(padded(A, A, END), 0, "the place that is left goes to the likeliest");
  }

  @Test
  @Task(3)
  void placesGoToTheLikeliestOfAll() {
    Next next =
        symbols ->
            switch (Arrays.toString(symbols)) {
              case "[]" -> log(0.05, 0.7, 0.25);
              case "[1]" -> log(0.1, 0.5, 0.4);
              case "[1, 2]" -> log(0.8, 0.12, 0.08);
              default -> log(0.9, 0.06, 0.04);
            };
    List<Hypothesis> found = network.search(next, END, 2, 5, 0);
    Expect.size("what was found", found, 2, NO_PLACE);
    Expect.that("the second one's symbols (-1: none)", symbols(found.get(1)))
        .suspect("each hypothesis keeps its own best; they must compete", padded(B, END))
        .is(padded(A, B, END), 0, "the likeliest of all continuations, whosesoever they are");
  }

  @Test
  @Task(3)
  void longTextsAreForgivenTheirLength() {
    // log 0.36 for two symbols against log 0.1764 for three: even at alpha = 3.96
    Expect.that("the best with alpha = 5 (-1: none)", symbols(best(5)))
        .suspect("the length penalty does not divide the log-probability", padded(B, END))
        .is(padded(A, A, END), 0, "rank by log p / penalty(n, alpha)");
    Expect.that("the best with alpha = 3.7 (-1: none)", symbols(best(3.7)))
        .suspect("n does not count the end", padded(A, A, END))
        .is(padded(B, END), 0, "n counts all symbols written, the end too");
  }

  private Hypothesis best(double alpha) {
    List<Hypothesis> found = network.search(TEMPTING, END, 2, 5, alpha);
    Expect.size("what a beam of width 2 found", found, 2, NO_PLACE);
    return found.get(0);
  }

  @Test
  @Task(3)
  void whatIsCutAtTheLongestIsFoundToo() {
    List<Hypothesis> found = network.search(TEMPTING, END, 2, 1, 0);
    Expect.size("what was found with one symbol", found, 2, "the beam after the last length");
    Expect.that("the best one's symbols (-1: none)", symbols(found.get(0)))
        .is(padded(A), 0, "what is in the beam at the longest length is found, too");
  }

  @Test
  @Task(3)
  void wordsOfALanguageAreTheApprovedOnes(Approval approval) {
    // rows: after nothing, n, o, w; columns: end, n, o, w
    double[][] language = {
      {0.02, 0.48, 0.18, 0.32}, {0.11, 0.02, 0.62, 0.25},
      {0.34, 0.17, 0.05, 0.44}, {0.46, 0.14, 0.33, 0.07}
    };
    Next next =
        symbols -> log(language[symbols.length == 0 ? 0 : symbols[symbols.length - 1]].clone());
    StringBuilder text = new StringBuilder();
    text.append(
        "Best words of a made-up language over n, o, w (. is the end), at most 6 symbols\n");
    text.append("width alpha   word     log p   found\n");
    for (int width : new int[] {1, 2, 3, 5, 12}) {
      for (double alpha : new double[] {0, 2, 4}) {
        List<Hypothesis> found = network.search(next, END, width, 6, alpha);
        Expect.size("what was found at width " + width, found, width, NO_PLACE);
        StringBuilder word = new StringBuilder();
        for (int symbol : found.get(0).symbols()) {
          word.append(".now".charAt(symbol));
        }
        text.append(
            String.format(
                Locale.ROOT,
                "%5d %5.1f   %-6s %7.4f %7d\n",
                width,
                alpha,
                word,
                found.get(0).logProbability(),
                found.size()));
      }
    }
    approval.verify("words", text.toString(), LAST_PLACE);
  }

  private static double[] log(double... probabilities) {
    return Arrays.stream(probabilities).map(Math::log).toArray();
  }

  private static DMatrixRMaj symbols(Hypothesis hypothesis) {
    return padded(hypothesis.symbols());
  }

  /** Symbols in a row of ten, so that texts of different lengths compare. */
  private static DMatrixRMaj padded(int... symbols) {
    DMatrixRMaj row = new DMatrixRMaj(1, 10);
    for (int i = 0; i < 10; i++) {
      row.set(0, i, i < symbols.length ? symbols[i] : -1);
    }
    return row;
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(1, values.length, true, values);
  }

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }
}

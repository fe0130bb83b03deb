package e01_sequences;

import e01_sequences.VariableLengths.MeanLoss;
import java.util.Arrays;
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
 * The public tests of 01-sequences, written against the contract; start them from an IDE if you
 * like.
 */
@ExtendWith(SubjectExtension.class)
class SequencesTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The table is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  // abracadabra: a 0, b 1, r 2, c 3, d 4
  private static final int[] SPELL = {0, 1, 2, 0, 3, 0, 4, 0, 1, 2, 0};

  // what followed the empty context and what followed a in abracadabra
  private static final int[] ALL = {5, 2, 2, 1, 1};
  private static final int[] AFTER_A = {0, 2, 0, 1, 1};
  private static final DMatrixRMaj UNIGRAM = fractions(16, 6, 3, 3, 2, 2);
  // begun with the counts after a, (3, 13, 3, 8, 8) / 35, and then (count + 5 of that) / 16
  private static final DMatrixRMaj LONGEST_FIRST = fractions(112, 38, 27, 17, 15, 15);

  private final VariableLengths sequences;

  SequencesTest(VariableLengths sequences) {
    this.sequences = sequences;
  }

  @Test
  @Task(1)
  @Points(2)
  void followersOfOneSymbol() {
    // a is followed by b, c, d, b; the last a by nothing
    Expect.that("what followed a in abracadabra", counts(SPELL, 0))
        .suspect("the symbol before the context is counted", row(0, 0, 2, 1, 1))
        .suspect("the context itself is counted, not what follows", row(5, 0, 0, 0, 0))
        .suspect("each follower counts once: count all of them", row(0, 1, 0, 1, 1))
        .suspect("the first place is skipped", row(0, 1, 0, 1, 1))
        .suspect("the context is ignored: that counts all symbols", row(5, 2, 2, 1, 1))
        .is(row(0, 2, 0, 1, 1), TOLERANCE, "text[next], wherever the context ends at next - 1");
  }

  @Test
  @Task(1)
  void followersOfTwoSymbols() {
    // ra is followed by c, and stands at the end once more
    Expect.that("what followed ra in abracadabra", counts(SPELL, 2, 0))
        .suspect("only the latest symbol of the context is compared", row(0, 2, 0, 1, 1))
        .suspect("only the latest symbol of the context is compared", row(0, 1, 0, 1, 1))
        .suspect("the context is read backwards: the latest symbol is last", row(0, 0, 0, 0, 0))
        .suspect("the symbol before the context is counted", row(0, 2, 0, 0, 0))
        .is(row(0, 0, 0, 1, 0), TOLERANCE, "all symbols of the context, the latest last");
  }

  @Test
  @Task(1)
  void placesMayOverlap() {
    // aaaab: aa is followed by a, a and b
    Expect.that("what followed aa in aaaab", counts(new int[] {0, 0, 0, 0, 1}, 0, 0))
        .suspect("places that overlap are skipped", row(1, 1, 0, 0, 0))
        .suspect("the last follower is skipped", row(2, 0, 0, 0, 0))
        .suspect("the first place is skipped", row(1, 1, 0, 0, 0))
        .is(row(2, 1, 0, 0, 0), TOLERANCE, "every place, also those that overlap");
  }

  @Test
  @Task(1)
  void everySymbolFollowsTheEmptyContext() {
    // hello: h 0, e 1, l 2, o 3
    Expect.that("what followed nothing in hello", counts(new int[] {0, 1, 2, 2, 3}))
        .suspect("the first symbol is skipped", row(0, 1, 2, 1, 0))
        .suspect("the last symbol is skipped", row(1, 1, 2, 0, 0))
        .suspect("the empty context stands nowhere", row(0, 0, 0, 0, 0))
        .is(row(1, 1, 2, 1, 0), TOLERANCE, "the empty context stands before every symbol");
  }

  @Test
  @Task(2)
  void unigramLeavesRoomForTheUnseen() {
    // c = 4 symbols, d = 2 different, V = 3: p = (count + 2/3) / 6
    Expect.that("p after no context, counts 3, 1, 0", probabilities(new int[] {3, 1, 0}))
        .suspect(
            "the recursion ends at the frequencies: below the empty context lies 1/V",
            fractions(4, 3, 1, 0))
        .suspect("that adds one to each count", fractions(7, 4, 2, 1))
        .suspect("d(h) counts all followers, not the different ones", fractions(24, 13, 7, 4))
        .suspect("it is divided by c(h) only, not by c(h) + d(h)", fractions(12, 11, 5, 2))
        .suspect("these are counts: divide", row(3, 1, 0))
        .is(fractions(18, 11, 5, 2), TOLERANCE, "(count + d / V) / (c + d)");
  }

  @Test
  @Task(2)
  @Points(2)
  void bigramMixesCountsWithTheUnigram() {
    // unigram (6, 3, 3, 2, 2) / 16; after a: c = 4, d = 3, p = (count + 3 unigram) / 7
    Expect.that("p after a in abracadabra", probabilities(ALL, AFTER_A))
        .suspect("that is the unigram: the longer context is not used", UNIGRAM)
        .suspect(
            "the recursion ends at the frequencies: below the empty context lies 1/V",
            fractions(77, 15, 28, 6, 14, 14))
        .suspect(
            "the lower order is skipped: d(h) multiplies p(w | h'), not 1/V",
            fractions(35, 3, 13, 3, 8, 8))
        .suspect(
            "it falls back only where nothing was counted: the shorter context always has a share",
            fractions(16, 6, 8, 3, 4, 4))
        .suspect("that adds one to each count", fractions(9, 1, 3, 1, 2, 2))
        .suspect(
            "d(h) counts all followers, not the different ones",
            fractions(880, 144, 304, 84, 174, 174))
        .suspect("the longest context comes first; it must come last", LONGEST_FIRST)
        .suspect("it is divided by c(h) only, not by c(h) + d(h)", fractions(44, 18, 31, 9, 17, 17))
        .is(
            fractions(112, 18, 41, 9, 22, 22),
            TOLERANCE,
            "(c(h w) + d(h) p(w | h')) / (c(h) + d(h)), from the empty context up");
  }

  @Test
  @Task(2)
  void unseenContextSaysNothing() {
    double nan = Double.NaN;
    Expect.that("p after a context that nothing followed", probabilities(ALL, new int[5]))
        .suspect("nothing is divided by nothing: 0/0 is NaN", row(nan, nan, nan, nan, nan))
        .suspect("an unseen context gives no probability at all", row(0, 0, 0, 0, 0))
        .suspect("it falls back to 1/V, not to the shorter context", fractions(5, 1, 1, 1, 1, 1))
        .is(UNIGRAM, TOLERANCE, "c(h) = 0: p(w | h) = p(w | h')");
  }

  @Test
  @Task(value = 2, needs = 1)
  void tableOfOrdersIsTheApprovedOne(Approval approval) {
    String line = "how much wood would a woodchuck chuck";
    String letters = " acdhklmouw";
    StringBuilder text = new StringBuilder("Witten-Bell: the next letter in \"" + line + "\"\n");
    text.append("after ");
    letters.chars().forEach(c -> text.append("      ").append((char) (c == ' ' ? '_' : c)));
    for (String context : new String[] {"", "o", "oo", "woo", "chuc", "lum"}) {
      text.append(String.format(Locale.ROOT, "%n%-6s", context));
      int[][] rows = new int[context.length() + 1][];
      for (int k = 0; k < rows.length; k++) {
        int[] last = symbols(letters, context.substring(context.length() - k));
        rows[k] = sequences.followers(symbols(letters, line), last, letters.length());
      }
      for (double p : sequences.probabilities(rows)) {
        text.append(String.format(Locale.ROOT, " %6.4f", p));
      }
    }
    approval.verify("orders", text.append('\n').toString(), LAST_PLACE);
  }

  @Test
  @Task(3)
  @Points(2)
  void paddingDoesNotCount() {
    // 1 + 2 + 3 of the first sequence, 4 of the second: four predictions; 10 and 100 are padding
    MeanLoss came = sequences.meanLoss(twoSequences(10, 100), new int[] {3, 1});
    Expect.that("the mean of a ragged batch", came.mean())
        .suspect("the mask is missing: padding is averaged too", 20)
        .suspect("it is divided by all T B entries, not by those that count", 10.0 / 6)
        .suspect("each sequence is averaged first: every prediction weighs the same", 3)
        .suspect("one step too many: the steps are 0 to length - 1", 4)
        .suspect("one step too many: the steps are 0 to length - 1", 5)
        .suspect("one step too few: the steps are 0 to length - 1", 1.5)
        .suspect("it is divided by the number of steps", 10.0 / 3)
        .suspect("it is the sum, not the mean", 10)
        .is(2.5, TOLERANCE, "the sum over t < lengths[b], divided by the sum of the lengths");
  }

  @Test
  @Task(3)
  void gradientIsTheMaskOverItsCount() {
    MeanLoss came = sequences.meanLoss(twoSequences(10, 100), new int[] {3, 1});
    Expect.that("the gradient of the mean", came.gradient())
        .suspect("the mask is missing: padding gets a gradient", batch(6, 6, 6, 6, 6, 6))
        .suspect("it is divided by all T B entries, not by those that count", batch(6, 6, 6, 6))
        .suspect("it is the mask: divide by how many count", batch(1, 1, 1, 1))
        .suspect("each sequence is averaged first", batch(6, 6, 6, 2))
        .suspect("one step too many: the steps are 0 to length - 1", batch(4, 4, 4, 4, 4))
        .suspect("padding and steps have changed places", batch(0, 0, 0, 0, 2, 2))
        .is(batch(4, 4, 4, 4), TOLERANCE, "1 / (sum of the lengths) where t < lengths[b], else 0");
  }

  @Test
  @Task(3)
  void paddingMayBeNotANumber() {
    DMatrixRMaj losses = twoSequences(Double.NaN, Double.POSITIVE_INFINITY);
    Expect.that(
            "the mean where padding is not a number",
            sequences.meanLoss(losses, new int[] {3, 1}).mean())
        .suspect("NaN times 0 is NaN: leave the padding out, do not multiply it away", Double.NaN)
        .is(2.5, TOLERANCE, "only entries with t < lengths[b] may be read");
  }

  @Test
  @Task(3)
  void withoutPaddingItIsThePlainMean() {
    Expect.that(
            "the mean of two whole sequences",
            sequences.meanLoss(twoSequences(5, 6), new int[] {3, 3}).mean())
        .suspect("one step too few: the steps are 0 to length - 1", 3)
        .suspect("it is divided by the number of sequences", 10.5)
        .suspect("it is divided by the number of steps", 7)
        .suspect("it is the sum, not the mean", 21)
        .is(3.5, TOLERANCE, "the sum over t < lengths[b], divided by the sum of the lengths");
  }

  /** Losses 1, 2, 3 of the first sequence; 4 and then what is given of the second. */
  private static DMatrixRMaj twoSequences(double second, double third) {
    return new DMatrixRMaj(new double[][] {{1, 4}, {2, second}, {3, third}});
  }

  /**
   * A gradient for {@link #twoSequences}: 1 over each number, 0 over 0; first the four entries that
   * count, then the padding, which is 0 unless given.
   */
  private static DMatrixRMaj batch(double... parts) {
    double[] entries = new double[6];
    for (int i = 0; i < parts.length; i++) {
      entries[i] = parts[i] == 0 ? 0 : 1 / parts[i];
    }
    return new DMatrixRMaj(
        new double[][] {
          {entries[0], entries[3]}, {entries[1], entries[4]}, {entries[2], entries[5]}
        });
  }

  private DMatrixRMaj counts(int[] text, int... context) {
    int[] came = sequences.followers(text.clone(), context, 5);
    if (came == null) {
      throw new AssertionError("the counts are null: return an array of V numbers.");
    }
    DMatrixRMaj row = new DMatrixRMaj(1, came.length);
    for (int w = 0; w < came.length; w++) {
      row.set(0, w, came[w]);
    }
    return row;
  }

  private DMatrixRMaj probabilities(int[]... followers) {
    double[] came = sequences.probabilities(followers);
    if (came == null) {
      throw new AssertionError("the probabilities are null: return an array of V numbers.");
    }
    return row(came);
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(1, values.length, true, values);
  }

  private static DMatrixRMaj fractions(double denominator, double... numerators) {
    return row(Arrays.stream(numerators).map(n -> n / denominator).toArray());
  }

  private static int[] symbols(String letters, String text) {
    return text.chars().map(letters::indexOf).toArray();
  }
}

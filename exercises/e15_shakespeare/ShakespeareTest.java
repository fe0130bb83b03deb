package e15_shakespeare;

import e15_shakespeare.PlayReader.Measures;
import e15_shakespeare.PlayReader.Pass;
import e15_shakespeare.PlayReader.Weights;
import e15_shakespeare.PlayReader.Window;
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
 * The public tests of 15-shakespeare, written against the contract; start them from an IDE if you
 * like.
 *
 * <p>A network that works out on paper: reading character 0 from a state of zero leads to tanh(ln
 * 2) = 3/5, and reading character 1 after that to tanh(ln 3) = 4/5, for the recurrent weight makes
 * ln 3 out of 3/5. At 4/5 the logits are (ln 3, 0), so that character 0 has 3/4.
 */
@ExtendWith(SubjectExtension.class)
class ShakespeareTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The table is rounded to four places; a last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);
  private static final double RECURRENT = LN3 / 0.6;
  private static final double OUT = LN3 / 0.8;

  /** The probability of character 0 at a state of 3/5. */
  private static final double FIRST = 1 / (1 + Math.exp(-0.6 * OUT));

  // H = 1, V = 2
  private static final Weights PAPER =
      new Weights(column(LN2, 0), row(RECURRENT), row(0), row(OUT, 0), row(0, 0));

  private final PlayReader reader;

  ShakespeareTest(PlayReader reader) {
    this.reader = reader;
  }

  @Test
  @Task(1)
  @Points(2)
  void windowsGoAlongTheLanes() {
    // eleven characters, ten predictions: lanes of 4, 4 and 2 from places 0, 4 and 8
    int[] text = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
    Window first = reader.window(text, 3, 2, 0);
    Expect.that("the inputs of window 0: a row a step, a column a lane", matrix(first.inputs()))
        .suspect(
            "the pieces are dealt out in reading order: a lane must go on in the next window",
            rows(new int[] {10, 12, 14}, new int[] {11, 13, 15}))
        .suspect(
            "neighbouring characters stand in neighbouring lanes; a lane goes along the text",
            rows(new int[] {10, 11, 12}, new int[] {13, 14, 15}))
        .suspect(
            "the length of a lane is rounded down: the end of the text is never read",
            rows(new int[] {10, 13, 16}, new int[] {11, 14, 17}))
        .is(
            rows(new int[] {10, 14, 18}, new int[] {11, 15, 19}),
            TOLERANCE,
            "lane b begins at place b L, L = ceil((n - 1) / B)");
    Expect.that("the targets of window 0", matrix(first.targets()))
        .suspect(
            "each target is its own input: it is the character after it",
            rows(new int[] {10, 14, 18}, new int[] {11, 15, 19}))
        .is(
            rows(new int[] {11, 15, 19}, new int[] {12, 16, 20}),
            TOLERANCE,
            "the character after the input");
  }

  @Test
  @Task(1)
  void nothingIsPredictedWhereLanesHaveEnded() {
    int[] text = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
    Window second = reader.window(text, 3, 3, 1);
    Expect.that(
            "the targets of window 1, one step of which is in the lanes", matrix(second.targets()))
        .suspect(
            "a lane runs into the next lane: each has L predictions and no more",
            rows(new int[] {14, 18, -1}, new int[] {15, 19, -1}, new int[] {16, 20, -1}))
        .suspect(
            "where a lane has ended the target is not masked: -1",
            rows(new int[] {14, 18, 0}, new int[] {0, 0, 0}, new int[] {0, 0, 0}))
        .is(
            rows(new int[] {14, 18, -1}, new int[] {-1, -1, -1}, new int[] {-1, -1, -1}),
            TOLERANCE,
            "MASKED behind the end of a lane, and behind the end of the text");
    Expect.that("the inputs of window 1", matrix(second.inputs()))
        .is(
            rows(new int[] {13, 17, 0}, new int[] {0, 0, 0}, new int[] {0, 0, 0}),
            TOLERANCE,
            "0 where a lane has ended");
  }

  @Test
  @Task(value = 2, needs = 1)
  @Points(2)
  void theStateGoesOnFromWindowToWindow() {
    Pass pass = reader.pass(PAPER, new int[] {0, 1, 0}, 1, 1);
    Expect.that("the state after two windows of one step", pass.last())
        .suspect("each window starts from zeros: carry the last state", row(0))
        .is(row(0.8), TOLERANCE, "the next window starts from h[T] of the one before");
    double surprises = -Math.log(1 - FIRST) - Math.log(0.75);
    Expect.that("the loss", pass.loss())
        .suspect("each window starts from zeros", (-Math.log(1 - FIRST) + LN2) / 2)
        .suspect("it is added up, not averaged over the predictions", surprises)
        .is(surprises / 2, TOLERANCE, "the sum over all windows, divided by n - 1");
  }

  @Test
  @Task(value = 2, needs = 1)
  void theStateIsTheOneAfterTheLastStep() {
    // windows of two steps over 0, 1, 1, ...: from 4/5 the third character leads to tanh(0.8 w)
    Pass pass = reader.pass(PAPER, new int[] {0, 1, 1, 0, 0}, 1, 2);
    double third = Math.tanh(0.8 * RECURRENT);
    double early = Math.tanh(0.6 * RECURRENT);
    Expect.that("the state after two windows of two steps", pass.last())
        .suspect("the state is carried one step too early: h[T] is the last", row(early))
        .suspect("each window starts from zeros: carry the last state", row(0.6))
        .is(
            row(Math.tanh(LN2 + third * RECURRENT)),
            TOLERANCE,
            "the next window starts from h[T] of the one before");
  }

  @Test
  @Task(value = 2, needs = 1)
  @Points(2)
  void theGradientEndsWhereTheWindowBegins() {
    // step 1: do = FIRST, da = 0.64 do OUT; step 2: do = -1/4, da = 0.36 do OUT; two predictions
    Pass pass = reader.pass(PAPER, new int[] {0, 1, 0}, 1, 1);
    double first = 0.64 * FIRST * OUT;
    double second = 0.36 * -0.25 * OUT;
    Expect.that("the gradient of b, windows of one step", pass.gradient().b())
        .suspect(
            "it is not cut: the second window blames the first",
            row((first + 0.64 * RECURRENT * second + second) / 2))
        .suspect(
            "what comes from behind a window comes from the next window in time, not the one before",
            row((first + 0.36 * (-0.25 * OUT + RECURRENT * first)) / 2))
        .suspect("it is of the last window only: one sum for all", row(second / 2))
        .suspect("it is added up, not averaged: divide it too", row(first + second))
        .is(row((first + second) / 2), TOLERANCE, "nothing comes from behind a window: zeros");
    Expect.that("the gradient of Wh, windows of one step", pass.gradient().wh())
        .suspect("the carried state is forgotten: its numbers count", row(0))
        .is(row(0.6 * second / 2), TOLERANCE, "h_(t-1)' da_t, also across the cut");
  }

  @Test
  @Task(value = 2, needs = 1)
  void everyPredictionCountsOnce() {
    // a network that says 3/4, 1/4 whatever it reads; three predictions in two lanes, one masked
    Weights blind = new Weights(column(0, 0), row(0), row(0), row(0, 0), row(LN3, 0));
    Pass pass = reader.pass(blind, new int[] {0, 0, 0, 1}, 2, 1);
    double sum = 6 * LN2 - 2 * LN3;
    Expect.that("the loss of three predictions in windows of two", pass.loss())
        .suspect("the masked places are counted too: divide by n - 1", sum / 4)
        .suspect("it is added up, not averaged over the predictions", sum)
        .is(sum / 3, TOLERANCE, "the sum over all windows, divided by n - 1");
    Expect.that("the gradient of c", pass.gradient().c())
        .suspect("the masked places are counted too: divide by n - 1", row(0.0625, -0.0625))
        .suspect("it is added up, not averaged: divide it too", row(0.25, -0.25))
        .is(row(0.25 / 3, -0.25 / 3), TOLERANCE, "divide the gradient as the loss");
  }

  @Test
  @Task(value = 2, needs = 1)
  void theCutShowsInTheApprovedTable(Approval approval) {
    Weights weights =
        new Weights(
            matrix(new double[][] {{0.5, -0.8}, {-0.3, 0.9}, {1.1, 0.2}}),
            matrix(new double[][] {{0.7, -0.4}, {0.6, 0.5}}),
            row(0.1, -0.2),
            matrix(new double[][] {{1.2, -0.7, 0.3}, {-0.5, 0.4, 0.9}}),
            row(0.05, -0.1, 0.2));
    int[] text = {0, 1, 2, 0, 0, 1, 2, 1, 1, 0, 2, 2, 0, 1};
    StringBuilder table = new StringBuilder("Two lanes over 14 characters, made-up weights\n");
    table.append("window    loss   gradient of Wh                    last states\n");
    for (int steps : new int[] {1, 2, 3, 5, 7}) {
      Pass pass = reader.pass(weights, text, 2, steps);
      table.append(String.format(Locale.ROOT, "%6d  %.4f ", steps, pass.loss()));
      for (double d : pass.gradient().wh().data) {
        table.append(String.format(Locale.ROOT, " %7.4f", d));
      }
      table.append(" ");
      for (double h : pass.last().data) {
        table.append(String.format(Locale.ROOT, " %7.4f", h));
      }
      table.append('\n');
    }
    approval.verify("windows", table.toString(), LAST_PLACE);
  }

  @Test
  @Task(3)
  @Points(2)
  void wordsAndCommasAreCounted() {
    Measures came = reader.measures("To be, to bee, or\nnot", "Not to be: that or this", 50);
    Expect.that("the share of known words in six, one of them unknown", came.knownWords())
        .suspect("capital letters make other words: compare small letters", 3 / 6.0)
        .suspect("each word counts once: count it as often as it is written", 4 / 5.0)
        .suspect("it is the share of the unknown words", 1 / 6.0)
        .is(5 / 6.0, TOLERANCE, "known words divided by all words of the sample");
    Expect.that("commas per 100 characters, two in 21", came.commas())
        .suspect("they are counted per 100 words", 200 / 6.0)
        .suspect("they are counted per character", 2 / 21.0)
        .is(200 / 21.0, TOLERANCE, "100 commas / characters of the sample");
  }

  @Test
  @Task(3)
  void wordsAreKnownAsWholes() {
    Measures came = reader.measures("the heart", "other hearts, the hear", 50);
    Expect.that("the share of known words: the, but not heart", came.knownWords())
        .suspect("part of another word is taken for the word: compare words", 1)
        .is(0.5, TOLERANCE, "a set of the words of the training text");
  }

  @Test
  @Task(3)
  @Points(2)
  void whatIsCopiedIsCoveredByRuns() {
    // "bcde" and "cdef" are copied: five characters of ten
    Measures came = reader.measures("xbcdefxxab", "abcdefgh", 4);
    Expect.that("the memorised share of ten characters, runs of 4", came.memorised())
        .suspect("only where runs begin is counted: mark all that a run covers", 0.2)
        .suspect("the sample is cut into pieces of a run: try every place", 0)
        .suspect("overlapping runs count twice: mark characters", 0.8)
        .is(0.5, TOLERANCE, "mark the characters from..from+run where training contains them");
  }

  @Test
  @Task(3)
  void theLastPlaceCountsToo() {
    Measures came = reader.measures("xxabcd", "abcdefgh", 4);
    Expect.that("the memorised share where the copy ends the sample", came.memorised())
        .suspect("the last place is never tried: from + run <= length", 0)
        .is(4 / 6.0, TOLERANCE, "runs up to the end of the sample");
  }

  private static DMatrixRMaj matrix(int[][] entries) {
    return rows(entries);
  }

  private static DMatrixRMaj rows(int[]... rows) {
    DMatrixRMaj m = new DMatrixRMaj(rows.length, rows[0].length);
    for (int i = 0; i < m.numRows; i++) {
      for (int j = 0; j < m.numCols; j++) {
        m.set(i, j, rows[i][j]);
      }
    }
    return m;
  }

  private static DMatrixRMaj matrix(double[][] entries) {
    return new DMatrixRMaj(entries);
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }
}

package e21_captions;

import e21_captions.VectorToSequence.Decoder;
import e21_captions.VectorToSequence.Loss;
import e21_captions.VectorToSequence.Said;
import e21_captions.VectorToSequence.Told;
import e21_captions.VectorToSequence.Weights;
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
 * The public tests of 21-captions, written against the contract; start them from an IDE if you
 * like.
 *
 * <p>Numbers that work out on paper: tanh(ln 2) = 3/5, tanh(ln 3) = 4/5, tanh(ln 7) = 24/25, and
 * logits that are logarithms.
 */
@ExtendWith(SubjectExtension.class)
class CaptionsTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The table is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);
  private static final int BEGIN = 0;
  private static final int END = 1;
  private static final int MASKED = VectorToSequence.MASKED;

  private final VectorToSequence captions;

  CaptionsTest(VectorToSequence captions) {
    this.captions = captions;
  }

  @Test
  @Task(1)
  void theFirstStateIsMadeOfTheImage() {
    Weights weights =
        new Weights(row(LN2), row(Math.log(1.5)), row(0), row(0), row(0), row(0), row(1), row(0));
    Told told = captions.tell(weights, column(1, 0), new int[][] {{0, 0}});
    Expect.size("the states", told.states(), 2, "the first state, and one after each step");
    Expect.that("the first state of two images", told.states().get(0))
        .suspect("it is 0: no image is heard", column(0, 0))
        .suspect("the image is missing: C Wi stands under the tanh", column(5 / 13.0, 5 / 13.0))
        .suspect("the bias bi is missing", column(0.6, 0))
        .suspect("tanh is missing", column(LN3, Math.log(1.5)))
        .is(column(0.8, 5 / 13.0), TOLERANCE, "h(0) = tanh(bi + C Wi), image b in row b");
  }

  @Test
  @Task(1)
  @Points(2)
  void aStepWorksOutOnPaper() {
    // ln 3.5 from the word, 0.4 from the first state 0.8, ln 2 - 0.4 from the bias: ln 7
    Weights weights =
        new Weights(
            row(LN3),
            row(0),
            column(Math.log(1.25) / 2, Math.log(3.5) / 2),
            row(2),
            row(0.5),
            row(LN2 - 0.4),
            row(10, -5),
            row(1, 2));
    Told told = captions.tell(weights, row(1), new int[][] {{1}});
    Expect.size("the logits", told.logits(), 1, "one matrix a step");
    Expect.that("the state after one step", told.states().get(1))
        .suspect("the state before, h(0) Wh, is missing", row(Math.tanh(Math.log(7) - 0.4)))
        .suspect("the word is missing: words[y] Wx", row(0.6))
        .suspect("the bias b is missing", row(Math.tanh(Math.log(3.5) + 0.4)))
        .suspect("another word's row is read", row(5.25 / 7.25))
        .suspect("tanh is missing", row(Math.log(7)))
        .suspect("it hears the image once more: C Wi is for h(0) only", row(440 / 442.0))
        .is(row(0.96), TOLERANCE, "h(1) = tanh(b + words[y(0)] Wx + h(0) Wh)");
    Expect.that("the logits after one step", told.logits().get(0))
        .suspect("they are read from the state before the step", row(9, -2))
        .suspect("the bias c is missing", row(9.6, -4.8))
        .is(row(10.6, -2.8), TOLERANCE, "o(t) = c + h(t) V, with the new state");
  }

  @Test
  @Task(1)
  void everyImageReadsItsOwnWords() {
    Weights weights =
        new Weights(
            row(0), row(0), column(0, LN2, LN3), row(1), row(0), row(0), row(1, 1), row(0, 0));
    Told told = captions.tell(weights, column(0, 0), new int[][] {{1, 2}, {2, 0}});
    Expect.size("the states", told.states(), 3, "the first state, and one after each step");
    Expect.that("the states of two images after the first step", told.states().get(1))
        .suspect("every image has read the word of the first", column(0.6, 0.6))
        .suspect("the word of the step after it is read", column(0.8, 0))
        .is(column(0.6, 0.8), TOLERANCE, "step t of image b reads inputs[t][b]");
    Expect.that("the states of two images after the second step", told.states().get(2))
        .suspect("every image has read the word of the first", column(0.8, 0.8))
        .is(column(0.8, 0), TOLERANCE, "step t of image b reads inputs[t][b]");
  }

  @Test
  @Task(1)
  void aStepGoesOnFromTheStateBefore() {
    Weights weights =
        new Weights(row(LN2), row(0), row(0), row(0), row(LN3 / 0.6), row(0), row(1), row(0));
    Told told = captions.tell(weights, row(1), new int[][] {{0}, {0}});
    Expect.size("the states", told.states(), 3, "the first state, and one after each step");
    Expect.that("the state after two steps", told.states().get(2))
        .suspect("every step starts from the first state: go on from the new one", row(0.8))
        .is(row(Math.tanh(LN3 * 0.8 / 0.6)), TOLERANCE, "h(2) comes from h(1)");
  }

  // two sentences: word 2, then the end; and the end at once. Chances 1/2, 1/64; 1/4
  private static final List<DMatrixRMaj> LOGITS =
      List.of(
          rows(new double[] {0, 0, LN2}, new double[] {0, 0, LN2}),
          rows(
              new double[] {Math.log(31), 0, Math.log(32)},
              new double[] {Math.log(7), Math.log(8), 0}));
  private static final int[][] TARGETS = {{2, END}, {END, MASKED}};

  @Test
  @Task(2)
  @Points(2)
  void theLossIsTheMeanOfAllWordsThatCount() {
    Loss loss = captions.loss(LOGITS, TARGETS);
    Expect.that("the loss of two sentences", loss.nats())
        .suspect("it is the sum, not the mean", 9 * LN2)
        .suspect("the padding counts in the mean: divide by the words that count", 2.25 * LN2)
        .suspect("the end does not count: a model must learn to stop", LN2)
        .suspect("each sentence weighs alike: every word should", 2.75 * LN2)
        .suspect("each step weighs alike: every word should", 3.75 * LN2)
        .suspect("the logarithm has the wrong sign", -3 * LN2)
        .is(3 * LN2, TOLERANCE, "the mean of -log p over the targets that are not masked");
  }

  @Test
  @Task(2)
  @Points(2)
  void gradientsAreChancesMinusTruth() {
    Loss loss = captions.loss(LOGITS, TARGETS);
    Expect.size("the gradients", loss.gradients(), 2, "one matrix a step");
    Expect.that("the gradient of the first step", loss.gradients().get(0))
        .suspect(
            "it is not divided by the words that count",
            rows(new double[] {0.25, 0.25, -0.5}, new double[] {0.25, -0.75, 0.5}))
        .suspect(
            "it is divided by all rows, padding too: divide by the words that count",
            rows(new double[] {1 / 16.0, 1 / 16.0, -1 / 8.0}, thirds(3 / 16.0, -9 / 16.0, 3 / 8.0)))
        .suspect(
            "the sign is turned round", rows(thirds(-0.25, -0.25, 0.5), thirds(-0.25, 0.75, -0.5)))
        .suspect(
            "the truth is not taken off: softmax minus onehot",
            rows(thirds(0.25, 0.25, 0.5), thirds(0.25, 0.25, 0.5)))
        .is(
            rows(thirds(0.25, 0.25, -0.5), thirds(0.25, -0.75, 0.5)),
            TOLERANCE,
            "(softmax - onehot) / count");
    double[] first = thirds(31 / 64.0, -63 / 64.0, 0.5);
    Expect.that("the gradient of the second step, one sentence being over", loss.gradients().get(1))
        .suspect(
            "the padding is blamed: its row must be 0",
            rows(first, thirds(7 / 16.0, 0.5, 1 / 16.0)))
        .suspect("nobody is told to stop: the end counts", rows(new double[3], new double[3]))
        .is(rows(first, new double[3]), TOLERANCE, "0 in a row whose target is masked");
  }

  @Test
  @Task(2)
  void largeLogitsDoNotOverflow() {
    Loss loss = captions.loss(List.of(row(1000, 1000 + LN3)), new int[][] {{0}});
    Expect.that("the loss of logits near 1000", loss.nats())
        .is(2 * LN2, TOLERANCE, "exp(1000) is infinite: logOfSum shifts first");
    Expect.that("the gradient of logits near 1000", loss.gradients().get(0))
        .is(row(-0.75, 0.75), TOLERANCE, "exp(o - logOfSum) is never above 1");
  }

  @Test
  @Task(value = 2, needs = 1)
  void aTableOfThreeImagesIsTheApprovedOne(Approval approval) {
    String[] names = {"<begin>", "<end>", "a", "red", "dot"};
    Weights weights =
        new Weights(
            rows(new double[] {1.5, -1}, new double[] {-0.5, 2}),
            row(0.1, -0.2),
            rows(
                new double[] {0, 1},
                new double[] {1, 1},
                new double[] {1, 0},
                new double[] {0, -1},
                new double[] {-1, 0}),
            rows(new double[] {0.8, -0.6}, new double[] {0.4, 1.1}),
            rows(new double[] {0.9, 0.3}, new double[] {-0.7, 0.5}),
            row(-0.1, 0.2),
            rows(new double[] {-1, 0.5, 2, -0.5, 1}, new double[] {-2, -1, 0.5, 1.5, 0.3}),
            row(-1, 0.2, 0.4, 0, 0.1));
    DMatrixRMaj images = rows(new double[] {1, 0}, new double[] {0, 1}, new double[] {1, 1});
    int[][] inputs = {{0, 0, 0}, {2, 2, 4}, {4, 3, 1}, {1, 4, 1}};
    int[][] targets = {{2, 2, 4}, {4, 3, END}, {END, 4, MASKED}, {MASKED, END, MASKED}};
    Told told = captions.tell(weights, images, inputs);
    StringBuilder text = new StringBuilder();
    text.append("Three images and their sentences, made-up weights: -log p in nats\n");
    text.append("step  image  read     wanted     nats\n");
    for (int t = 0; t < inputs.length; t++) {
      for (int b = 0; b < 3; b++) {
        if (targets[t][b] != MASKED) {
          DMatrixRMaj one = new DMatrixRMaj(1, 5);
          for (int k = 0; k < 5; k++) {
            one.set(0, k, told.logits().get(t).get(b, k));
          }
          text.append(
              String.format(
                  Locale.ROOT,
                  "%4d  %5d  %-7s  %-6s  %7.4f\n",
                  t + 1,
                  b + 1,
                  names[inputs[t][b]],
                  names[targets[t][b]],
                  captions.loss(List.of(one), new int[][] {{targets[t][b]}}).nats()));
        }
      }
    }
    double all = captions.loss(told.logits(), targets).nats();
    text.append(String.format(Locale.ROOT, "a word of all that count     %7.4f\n", all));
    approval.verify("sentences", text.toString(), LAST_PLACE);
  }

  private static final int SAID_BEGIN_AGAIN = 6;
  private static final int STARTED_ANEW = 7;
  private static final int READ_ANOTHERS_WORD = 8;

  /**
   * Recites scripts. A state is ten times the script's number, plus how many words were read; a
   * word that was not expected is answered by one that gives the mistake away.
   */
  private static Decoder reciting(int[]... scripts) {
    return (words, state) -> {
      DMatrixRMaj logits = new DMatrixRMaj(words.length, 9);
      DMatrixRMaj after = new DMatrixRMaj(words.length, 1);
      for (int row = 0; row < words.length; row++) {
        int[] script = scripts[(int) state.get(row, 0) / 10];
        int t = (int) state.get(row, 0) % 10;
        int expected = t == 0 ? BEGIN : script[Math.min(t, script.length) - 1];
        int next = script[Math.min(t, script.length - 1)];
        if (words[row] != expected) {
          next = READ_ANOTHERS_WORD;
          if (t == 0) {
            next = STARTED_ANEW;
          } else if (words[row] == BEGIN) {
            next = SAID_BEGIN_AGAIN;
          }
        }
        for (int k = 0; k < 9; k++) {
          logits.set(row, k, k == next ? 3 : -0.1 * k);
        }
        after.set(row, 0, state.get(row, 0) + 1);
      }
      return new Said(after, logits);
    };
  }

  private static final int[] SHORT = {2, 3, END, 5, 5, 5};
  private static final int[] LONG = {4, 2, 2, 3, END, 5};

  @Test
  @Task(3)
  @Points(2)
  void twoImagesAreDescribedSideBySide() {
    int[][] said = captions.describe(reciting(SHORT, LONG), column(0, 10), BEGIN, END, 6);
    Expect.that("two sentences (-1: no word)", sentences(said, 2))
        .suspect(
            "the word that begins is read at every step: read the word just taken",
            words(new int[] {2, 6, 6, 6, 6, 6}, new int[] {4, 6, 6, 6, 6, 6}))
        .suspect(
            "every step starts from the first state: go on from the new one",
            words(new int[] {2, 7, 7, 7, 7, 7}, new int[] {4, 7, 7, 7, 7, 7}))
        .suspect("all images get the word of the first", words(new int[] {2, 3}, new int[] {2, 3}))
        .suspect(
            "the word that ends a sentence is kept",
            words(new int[] {2, 3, 1}, new int[] {4, 2, 2, 3, 1}))
        .suspect("all stop when one sentence is over", words(new int[] {2, 3}, new int[] {4, 2, 2}))
        .suspect("all stop when one sentence is over", words(new int[] {2, 3}, new int[] {4, 2}))
        .suspect(
            "a sentence goes on after its end",
            words(new int[] {2, 3, 5, 5, 5}, new int[] {4, 2, 2, 3, 5}))
        .suspect(
            "a sentence goes on after its end",
            words(new int[] {2, 3, 1, 5, 5, 5}, new int[] {4, 2, 2, 3, 1, 5}))
        .suspect(
            "the word that begins is kept", words(new int[] {0, 2, 3}, new int[] {0, 4, 2, 2, 3}))
        .is(
            words(new int[] {2, 3}, new int[] {4, 2, 2, 3}),
            0,
            "the likeliest word is taken and read next, until the end");
  }

  @Test
  @Task(3)
  void noSentenceIsLongerThanTheLongest() {
    int[][] said = captions.describe(reciting(SHORT, LONG), column(0, 10), BEGIN, END, 3);
    Expect.that("two sentences of at most 3 words (-1: no word)", sentences(said, 2))
        .suspect("a word too many is taken", words(new int[] {2, 3}, new int[] {4, 2, 2, 3}))
        .suspect("a word too few is taken", words(new int[] {2, 3}, new int[] {4, 2}))
        .is(words(new int[] {2, 3}, new int[] {4, 2, 2}), 0, "words taken, the end included");
  }

  @Test
  @Task(3)
  void anImageMayHaveNothingToSay() {
    int[][] said = captions.describe(reciting(new int[] {END, 5}), column(0), BEGIN, END, 2);
    Expect.that("an empty sentence (-1: no word)", sentences(said, 1))
        .suspect("the word that ends a sentence is kept", words(new int[] {1}))
        .suspect("a sentence goes on after its end", words(new int[] {5}))
        .is(words(new int[0]), 0, "the end may come first");
  }

  /** Sentences in rows of eight, so that those of different lengths compare. */
  private static DMatrixRMaj sentences(int[][] said, int images) {
    if (said == null || said.length != images) {
      throw new AssertionError(
          "the sentences: expected "
              + images
              + ", came "
              + (said == null ? "null" : said.length)
              + ".\nLook at the array that is returned: one sentence an image");
    }
    return words(said);
  }

  private static DMatrixRMaj words(int[]... said) {
    DMatrixRMaj rows = new DMatrixRMaj(said.length, 8);
    for (int row = 0; row < said.length; row++) {
      for (int t = 0; t < 8; t++) {
        rows.set(row, t, said[row] != null && t < said[row].length ? said[row][t] : -1);
      }
    }
    return rows;
  }

  private static double[] thirds(double a, double b, double c) {
    return new double[] {a / 3, b / 3, c / 3};
  }

  private static DMatrixRMaj rows(double[]... values) {
    return new DMatrixRMaj(values);
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(1, values.length, true, values);
  }

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }
}

package e01_sequences;

import e01_sequences.VariableLengths.MeanLoss;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Visibility;

/**
 * The hidden tests of 01-sequences: random texts, high orders, odd batches, arguments left alone.
 */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class SequencesHiddenTest {
  /** What the exercise asks for; a chain of ten orders rounds to about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  private static final String COUNTING = "text[next], wherever the context ends at next - 1";
  private static final String RECURSION =
      "(c(h w) + d(h) p(w | h')) / (c(h) + d(h)), from the empty context up";
  private static final String MASK = "1 / (sum of the lengths) where t < lengths[b], else 0";

  private final VariableLengths sequences;

  SequencesHiddenTest(VariableLengths sequences) {
    this.sequences = sequences;
  }

  @Test
  @Task(1)
  @Points(2)
  void followersAreRightInRandomTexts() {
    Random random = new Random(101);
    for (int v : new int[] {1, 2, 3, 7}) {
      int[] text = SequencesOracle.text(random, 61, v);
      for (int k = 0; k <= 4; k++) {
        int at = random.nextInt(50);
        int[] context = Arrays.copyOfRange(text, at, at + k);
        Expect.that(
                "what followed a context of " + k + " symbols",
                row(sequences.followers(text.clone(), context.clone(), v)))
            .is(row(SequencesOracle.followers(text, context, v)), TOLERANCE, COUNTING);
      }
    }
  }

  @Test
  @Task(1)
  void contextAtTheEndHasNoFollower() {
    int[] text = {0, 1, 0, 2};
    Expect.that("what followed the end of the text", row(sequences.followers(text, tail(text), 3)))
        .is(row(new int[3]), TOLERANCE, COUNTING);
    int[] longer = {1, 0, 1, 0, 2};
    Expect.that(
            "what followed a context longer than the text",
            row(sequences.followers(text, longer, 3)))
        .is(row(new int[3]), TOLERANCE, COUNTING);
  }

  private static int[] tail(int[] text) {
    return Arrays.copyOfRange(text, 2, text.length);
  }

  @Test
  @Task(1)
  void countingLeavesTextAndContextAlone() {
    int[] text = {2, 0, 1, 0, 1, 2};
    int[] context = {0, 1};
    sequences.followers(text, context, 3);
    Expect.unmodified("the text", row(text), row(new int[] {2, 0, 1, 0, 1, 2}));
    Expect.unmodified("the context", row(context), row(new int[] {0, 1}));
  }

  @Test
  @Task(2)
  @Points(2)
  void probabilitiesAreRightAtEveryOrder() {
    Random random = new Random(102);
    for (int n = 1; n <= 10; n++) {
      int[][] rows = rows(random, n, 1 + random.nextInt(6));
      Expect.that("p of order " + n, row(sequences.probabilities(copy(rows))))
          .is(row(SequencesOracle.probabilities(rows)), TOLERANCE, RECURSION);
    }
  }

  @Test
  @Task(2)
  void probabilitiesAddUpToOne() {
    Random random = new Random(103);
    for (int n = 1; n <= 5; n++) {
      double sum = Arrays.stream(sequences.probabilities(rows(random, n, 4))).sum();
      Expect.that("the sum of the probabilities of order " + n, sum)
          .is(1, TOLERANCE, "the denominator: c(h) + d(h), the same for every symbol");
    }
  }

  @Test
  @Task(2)
  void nothingWasEverCounted() {
    Expect.that("p where no text was read", row(sequences.probabilities(new int[3][4])))
        .suspect(
            "nothing is divided by nothing: 0/0 is NaN",
            row(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN}))
        .is(
            row(new double[] {0.25, 0.25, 0.25, 0.25}),
            TOLERANCE,
            "c(h) = 0 at every order leaves 1/V");
  }

  @Test
  @Task(2)
  void probabilitiesLeaveTheCountsAlone() {
    int[][] rows = {{3, 1, 0}, {0, 1, 0}};
    sequences.probabilities(rows);
    Expect.unmodified("the counts", row(rows[0]), row(new int[] {3, 1, 0}));
    Expect.unmodified("the counts", row(rows[1]), row(new int[] {0, 1, 0}));
  }

  @Test
  @Task(3)
  @Points(2)
  void meanAndGradientAreRightForOddBatches() {
    Random random = new Random(104);
    int[][] batches = {{1}, {4}, {0, 3}, {5, 1, 2}, {2, 2, 0, 7}, {3, 0, 0, 0, 1}};
    for (int[] lengths : batches) {
      int steps = Arrays.stream(lengths).max().getAsInt() + random.nextInt(3);
      DMatrixRMaj losses = SequencesOracle.losses(random, steps, lengths.length);
      MeanLoss came = sequences.meanLoss(losses.copy(), lengths.clone());
      String size = " of " + lengths.length + " sequences in " + steps + " steps";
      Expect.that("the mean" + size, came.mean())
          .is(SequencesOracle.mean(losses, lengths), TOLERANCE, "the mask, and what it divides by");
      Expect.that("the gradient" + size, came.gradient())
          .is(SequencesOracle.gradient(losses, lengths), TOLERANCE, MASK);
    }
  }

  @Test
  @Task(3)
  void morePaddingChangesNothing() {
    Random random = new Random(105);
    int[] lengths = {3, 1, 2};
    DMatrixRMaj losses = SequencesOracle.losses(random, 3, 3);
    DMatrixRMaj padded = new DMatrixRMaj(9, 3);
    padded.fill(Double.NaN);
    for (int i = 0; i < losses.getNumElements(); i++) {
      padded.set(i, losses.get(i));
    }
    Expect.that(
            "the mean with six steps of padding more", sequences.meanLoss(padded, lengths).mean())
        .suspect("NaN times 0 is NaN: leave the padding out, do not multiply it away", Double.NaN)
        .is(
            SequencesOracle.mean(losses, lengths),
            TOLERANCE,
            "a mean that depends on how far a batch was padded");
  }

  @Test
  @Task(3)
  void meanLeavesItsArgumentsAlone() {
    DMatrixRMaj losses = SequencesOracle.losses(new Random(106), 4, 2);
    DMatrixRMaj before = losses.copy();
    int[] lengths = {2, 4};
    sequences.meanLoss(losses, lengths);
    Expect.unmodified("the losses", losses, before);
    Expect.unmodified("the lengths", row(lengths), row(new int[] {2, 4}));
  }

  /** What followed longer and longer contexts: fewer and fewer counts, at last perhaps none. */
  private static int[][] rows(Random random, int n, int v) {
    int[][] rows = new int[n][v];
    for (int k = 0; k < n; k++) {
      for (int i = random.nextInt(1 + 40 / (k + 1)); i > 0; i--) {
        rows[k][random.nextInt(v)]++;
      }
    }
    return rows;
  }

  private static int[][] copy(int[][] rows) {
    return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
  }

  private static DMatrixRMaj row(int[] values) {
    return row(values == null ? null : Arrays.stream(values).asDoubleStream().toArray());
  }

  private static DMatrixRMaj row(double[] values) {
    if (values == null) {
      throw new AssertionError("null came back: return an array of V numbers.");
    }
    return new DMatrixRMaj(1, values.length, true, values);
  }
}

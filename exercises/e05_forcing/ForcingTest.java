package e05_forcing;

import e05_forcing.TeacherForcing.Forced;
import e05_forcing.TeacherForcing.Weights;
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
 * The public tests of 05-forcing, written against the contract; start them from an IDE if you like.
 *
 * <p>A network that works out on paper: its one hidden unit is tanh(ln 2) = 3/5 when class 0 is
 * heard, -3/5 when class 1 is, and 0 when nothing is. Its logits are then (ln 3, 0), (-ln 3, 0) or
 * (0, 0), and its probabilities (3/4, 1/4), (1/4, 3/4) or (1/2, 1/2).
 */
@ExtendWith(SubjectExtension.class)
class ForcingTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The tables are rounded to four places; a difference in the last bit may round another way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);

  // says again what it hears, or the other class; its input is not listened to
  private static final Weights SAME = paper(LN3 / 0.6);
  private static final Weights OTHER = paper(-LN3 / 0.6);

  private static final DMatrixRMaj NOTHING = rows(new double[] {0, 0});
  private static final DMatrixRMaj EACH = rows(new double[] {1, 0}, new double[] {0, 1});

  private final TeacherForcing forcing;

  ForcingTest(TeacherForcing forcing) {
    this.forcing = forcing;
  }

  @Test
  @Task(1)
  @Points(2)
  void eachStepHearsTheTargetBefore() {
    Forced came = forcing.forced(SAME, new DMatrixRMaj(3, 1), NOTHING, new int[] {0, 1, 1});
    Expect.that("the outputs of three steps", came.o())
        .suspect("each step hears its own target: shift by one step", logits(LN3, -LN3, -LN3))
        .suspect("each step hears the target of two steps before", logits(0, 0, LN3))
        .suspect("each step hears its own output: that is task 2", logits(0, LN3, LN3))
        .suspect("nothing is heard", logits(0, 0, 0))
        .is(logits(0, LN3, -LN3), TOLERANCE, "step t hears the target of step t - 1");
    // the probabilities of the targets are 1/2, 1/4, 3/4
    Expect.that("the loss", came.loss())
        .suspect("the sign is lost: it is minus the logarithm", (LN3 - 5 * LN2) / 3)
        .suspect("it is added up over the rows, not averaged", 5 * LN2 - LN3)
        .suspect("it is in bits: take the natural logarithm", (5 - LN3 / LN2) / 3)
        .suspect("each step hears its own target", 2 * LN2 - LN3)
        .is((5 * LN2 - LN3) / 3, TOLERANCE, "the mean of -log softmax(o)[target]");
  }

  @Test
  @Task(1)
  @Points(2)
  void rowsOfSeveralExamplesAreShiftedByAStep() {
    int[] targets = {1, 0, 0, 1, 0, 0};
    Forced came = forcing.forced(SAME, new DMatrixRMaj(6, 1), EACH, targets);
    Expect.that("the outputs of three steps of two examples", came.o())
        .suspect(
            "the rows are shifted by one: the row above is another example",
            logits(LN3, -LN3, LN3, LN3, -LN3, LN3))
        .suspect(
            "each step hears its own target: shift by one step",
            logits(-LN3, LN3, LN3, -LN3, LN3, LN3))
        .suspect(
            "the first step hears zeros: it hears what is given",
            logits(0, 0, -LN3, LN3, LN3, -LN3))
        .is(
            logits(LN3, -LN3, -LN3, LN3, LN3, -LN3),
            TOLERANCE,
            "row t*B + i hears the target of row (t - 1)*B + i; one step is B rows");
  }

  @Test
  @Task(1)
  void maskedTargetsAreNeitherHeardNorCounted() {
    Forced came = forcing.forced(SAME, new DMatrixRMaj(4, 1), EACH, new int[] {1, -1, 0, 1});
    Expect.that("the outputs beside a mask", came.o())
        .suspect("a masked target is heard as class 0", logits(LN3, -LN3, -LN3, LN3))
        .suspect("a masked target is heard as the last class", logits(LN3, -LN3, -LN3, -LN3))
        .is(logits(LN3, -LN3, -LN3, 0), TOLERANCE, "a negative target is heard as zeros");
    // the probabilities of the three targets are 1/4, 1/4, 1/2
    Expect.that("the loss beside a mask", came.loss())
        .suspect("it is divided by all rows, the masked one too", 5 * LN2 / 4)
        .suspect("it is divided by the examples only, not by the rows that count", 5 * LN2 / 2)
        .suspect("it is added up over the rows, not averaged", 5 * LN2)
        .suspect("the masked row counts as class 0", (5 * LN2 + 2 * LN2) / 4)
        .is(5 * LN2 / 3, TOLERANCE, "the mean over the rows that have a target");
  }

  @Test
  @Task(1)
  void outputsOfThreeStepsAreTheApprovedOnes(Approval approval) {
    Forced came = forcing.forced(three(), inputs(), start(), new int[] {2, 0, 1, 1, 0, 2});
    String text = "Forced: three steps of two examples, made-up weights\n" + table(came.o());
    approval.verify(
        "forced", text + String.format(Locale.ROOT, "loss %.4f\n", came.loss()), LAST_PLACE);
  }

  @Test
  @Task(2)
  @Points(2)
  void eachStepHearsTheLikeliestClassBefore() {
    DMatrixRMaj first = rows(new double[] {1, 0});
    double byLogits = Math.tanh(LN2 * -LN3);
    double bySoftmax = Math.tanh(LN2 * Math.tanh(LN3 * 5 / 18));
    Expect.that("the outputs of three steps", forcing.free(OTHER, new DMatrixRMaj(3, 1), first))
        .suspect(
            "the logits are fed back: hear the likeliest class as one-hot",
            logits(
                -LN3, -LN3 / 0.6 * byLogits, -LN3 / 0.6 * Math.tanh(LN2 * -LN3 / 0.6 * byLogits)))
        .suspect(
            "the softmax is fed back: hear the likeliest class as one-hot",
            logits(-LN3, LN3 * 5 / 9, -LN3 / 0.6 * bySoftmax))
        .suspect("every step hears what the first one heard", logits(-LN3, -LN3, -LN3))
        .suspect("the first step hears zeros: it hears what is given", logits(0, -LN3, LN3))
        .suspect("nothing is heard", logits(0, 0, 0))
        .is(logits(-LN3, LN3, -LN3), TOLERANCE, "step t hears the likeliest class of step t - 1");
  }

  @Test
  @Task(2)
  void eachExampleHearsItself() {
    Expect.that(
            "the outputs of two steps of two examples",
            forcing.free(OTHER, new DMatrixRMaj(4, 1), EACH))
        .suspect("all examples hear the first example's class", logits(-LN3, LN3, LN3, LN3))
        .suspect("the examples hear one another", logits(-LN3, LN3, -LN3, LN3))
        .is(logits(-LN3, LN3, LN3, -LN3), TOLERANCE, "one class for each of the B rows of a step");
  }

  @Test
  @Task(2)
  void outputsOfThreeStepsAloneAreTheApprovedOnes(Approval approval) {
    DMatrixRMaj came = forcing.free(three(), inputs(), start());
    String text = "Running freely: three steps of two examples, made-up weights\n" + table(came);
    approval.verify("free", text, LAST_PLACE);
  }

  @Test
  @Task(3)
  @Points(2)
  void coinsChooseBetweenTargetAndDraw() {
    // each row's probabilities are 1/2, 1/4, 1/4
    double[] o = {LN2, 0, 0};
    double[] p = {0.5, 0.25, 0.25};
    double[] none = {0, 0, 0};
    DMatrixRMaj came =
        forcing.choice(
            rows(o, o, o, o, o),
            new int[] {2, 2, 2, 0, -1},
            0.5,
            new double[] {0.2, 0.7, 0.7, 0.9, 0.4},
            new double[] {0.6, 0.6, 0.49, 0.8, 0.1});
    Expect.that("what is heard", came)
        .suspect(
            "the coin is read the wrong way round: under truth, the target is heard",
            classes(1, 2, 2, 0, 0))
        .suspect(
            "one coin is thrown for the whole batch: each example has its own",
            classes(2, 2, 2, 0, -1))
        .suspect("the likeliest class is taken, not drawn", classes(2, 0, 0, 0, -1))
        .suspect("the logits are added up, not the probabilities", classes(2, 0, 0, 2, -1))
        .suspect("it stops one class too far", classes(2, 2, 1, 2, -1))
        .suspect(
            "the probabilities themselves are heard, not a class drawn from them",
            rows(new double[] {0, 0, 1}, p, p, p, none))
        .suspect("the target is never heard", classes(1, 1, 0, 2, 0))
        .suspect("a masked target is heard as class 0", classes(2, 1, 0, 2, 0))
        .is(
            classes(2, 1, 0, 2, -1),
            TOLERANCE,
            "coin under truth: the target; else the first class at which p adds up to more than"
                + " the draw");
  }

  @Test
  @Task(3)
  void truthOneForcesAndTruthZeroDoesNot() {
    DMatrixRMaj o = rows(new double[] {LN3, 0}, new double[] {0, LN3});
    int[] targets = {1, 0};
    double[] draws = {0.5, 0.5};
    Expect.that(
            "what is heard with truth 1",
            forcing.choice(o, targets, 1, new double[] {0, 0.999}, draws))
        .suspect("the coin is read the wrong way round", matrix(1, 0, 0, 1))
        .is(matrix(0, 1, 1, 0), TOLERANCE, "every coin is under 1: the target is heard");
    Expect.that(
            "what is heard with truth 0",
            forcing.choice(o, targets, 0, new double[] {0, 0.999}, draws))
        .suspect("a coin of 0 is under a truth of 0: it is not", matrix(0, 1, 0, 1))
        .suspect("the coin is read the wrong way round", matrix(0, 1, 1, 0))
        .is(matrix(1, 0, 0, 1), TOLERANCE, "no coin is under 0: a class is drawn");
  }

  @Test
  @Task(3)
  void largestDrawFallsOnTheLastClass() {
    // six probabilities of a sixth, added up, need not come to one
    for (int classes : new int[] {3, 6, 7, 10}) {
      DMatrixRMaj expected = new DMatrixRMaj(1, classes);
      expected.set(0, classes - 1, 1);
      Expect.that(
              "what the largest draw hears of " + classes + " classes",
              forcing.choice(
                  new DMatrixRMaj(1, classes),
                  new int[] {0},
                  0,
                  new double[] {0.5},
                  new double[] {Math.nextDown(1.0)}))
          .suspect("nothing is heard", new DMatrixRMaj(1, classes))
          .is(expected, 0, "if rounding leaves the sum under the draw, it is the last class");
    }
  }

  private static Weights paper(double v) {
    return new Weights(
        rows(new double[] {0}),
        rows(new double[] {LN2}, new double[] {-LN2}),
        rows(new double[] {0}),
        rows(new double[] {v, 0}),
        rows(new double[] {0, 0}));
  }

  private static Weights three() {
    return new Weights(
        rows(new double[] {0.5, -1}, new double[] {0.8, 0.3}),
        rows(new double[] {1, -0.5}, new double[] {-0.7, 0.9}, new double[] {0.2, -1.1}),
        rows(new double[] {0.1, -0.2}),
        rows(new double[] {1.5, -0.4, 0.3}, new double[] {0.6, 1.2, -1.7}),
        rows(new double[] {0, 0.1, -0.1}));
  }

  private static DMatrixRMaj inputs() {
    return rows(
        new double[] {1, 0},
        new double[] {0, 1},
        new double[] {-1, 0.5},
        new double[] {0.4, -0.6},
        new double[] {0.7, 1},
        new double[] {-0.3, -1});
  }

  private static DMatrixRMaj start() {
    return rows(new double[] {0, 0, 1}, new double[] {1, 0, 0});
  }

  private static String table(DMatrixRMaj o) {
    StringBuilder text = new StringBuilder("step example      o_0      o_1      o_2\n");
    for (int row = 0; row < o.numRows; row++) {
      text.append(String.format(Locale.ROOT, "%4d %7d", row / 2 + 1, row % 2 + 1));
      for (int k = 0; k < o.numCols; k++) {
        text.append(String.format(Locale.ROOT, " %8.4f", o.get(row, k)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Rows of the network on paper: a first logit, and a second of zero. */
  private static DMatrixRMaj logits(double... first) {
    DMatrixRMaj o = new DMatrixRMaj(first.length, 2);
    for (int row = 0; row < first.length; row++) {
      o.set(row, 0, first[row]);
    }
    return o;
  }

  /** One-hot rows of three classes; a negative one is a row of zeros. */
  private static DMatrixRMaj classes(int... heard) {
    DMatrixRMaj rows = new DMatrixRMaj(heard.length, 3);
    for (int row = 0; row < heard.length; row++) {
      if (heard[row] >= 0) {
        rows.set(row, heard[row], 1);
      }
    }
    return rows;
  }

  private static DMatrixRMaj matrix(double a, double b, double c, double d) {
    return rows(new double[] {a, b}, new double[] {c, d});
  }

  private static DMatrixRMaj rows(double[]... values) {
    return new DMatrixRMaj(values);
  }
}

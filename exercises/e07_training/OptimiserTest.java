package e07_training;

import e07_training.Training.Parameter;
import e07_training.Training.Settings;
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
 * The public tests of 07-training, written against the contract; start them from an IDE if you
 * like.
 *
 * <p>With beta1 = 1/2, beta2 = 3/4 and epsilon = 1/2 the updates work out on paper.
 */
@ExtendWith(SubjectExtension.class)
class OptimiserTest {
  /** A right answer differs by the rounding of a few operations: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The table is rounded to four places; a difference in the last bit may round another way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final Settings PAPER = new Settings(0.1, 0.5, 0.75, 0.5);

  private final Training training;

  OptimiserTest(Training training) {
    this.training = training;
  }

  @Test
  @Task(1)
  @Points(2)
  void firstUpdateWorksOutOnPaper() {
    // m = 1, v = 1; corrected 2 and 4; the step is 0.1 * 2 / (2 + 0.5) = 0.08
    Parameter parameter = new Parameter(row(1), row(2), row(0), row(0));
    training.adam(parameter, 1, PAPER);
    Expect.that("the mean m after the first update", parameter.m())
        .suspect("beta1 and beta2 have changed places", row(0.5))
        .suspect("the corrected mean is kept; m itself is kept without correction", row(2))
        .suspect("the mean is not written back", row(0))
        .is(row(1), TOLERANCE, "m = beta1 m + (1 - beta1) g");
    Expect.that("the mean square v after the first update", parameter.v())
        .suspect("beta1 and beta2 have changed places", row(2))
        .suspect("the corrected square is kept; v itself is kept without correction", row(4))
        .suspect("the gradient is not squared", row(0.5))
        .suspect("the mean m is squared, not the gradient", row(0.25))
        .suspect("the mean square is not written back", row(0))
        .is(row(1), TOLERANCE, "v = beta2 v + (1 - beta2) g^2");
    Expect.that("the weight after the first update", parameter.w())
        .suspect("the sign: a step goes against the gradient", row(1.08))
        .suspect("both bias corrections are missing", row(1 - 0.1 / 1.5))
        .suspect("the bias correction of v is missing", row(1 - 0.2 / 1.5))
        .suspect("the bias correction of m is missing", row(0.96))
        .suspect("the root is missing", row(1 - 0.2 / 4.5))
        .suspect("epsilon is under the root", row(1 - 0.2 / Math.sqrt(4.5)))
        .suspect("epsilon is missing", row(0.9))
        .suspect("t is counted from 0: the first update has t = 1", row(Double.NaN))
        .suspect(
            "t is one too large: the first update has t = 1",
            row(1 - 0.1 * (4 / 3.0) / (Math.sqrt(16 / 7.0) + 0.5)))
        .suspect("it is the step; the new weight is w minus the step", row(0.08))
        .is(row(0.92), TOLERANCE, "w = w - rate m / (1 - beta1^t) / (sqrt(...) + epsilon)");
  }

  @Test
  @Task(1)
  @Points(2)
  void gradientThatStaysMakesEqualSteps() {
    // after a first update with g = -2; m = -1.5 and v = 1.75, corrected -2 and 4 again
    Parameter parameter = new Parameter(row(1.08), row(-2), row(-1), row(1));
    training.adam(parameter, 2, PAPER);
    Expect.that("the mean m after the second update", parameter.m())
        .suspect("the mean so far is lost: m = (1 - beta1) g", row(-1))
        .suspect("the gradient is added with factor 1, not 1 - beta1", row(-2.5))
        .is(row(-1.5), TOLERANCE, "m = beta1 m + (1 - beta1) g");
    Expect.that("the mean square v after the second update", parameter.v())
        .suspect("the mean square so far is lost: v = (1 - beta2) g^2", row(1))
        .suspect("the mean m is squared, not the gradient", row(0.75 + 0.25 * 2.25))
        .suspect("the squares are added up, not averaged", row(5))
        .is(row(1.75), TOLERANCE, "v = beta2 v + (1 - beta2) g^2");
    Expect.that("the weight after the second update", parameter.w())
        .suspect(
            "the corrections are those of the first update, 1 - beta; it is 1 - beta^t",
            row(1.08 + 0.3 / (Math.sqrt(7) + 0.5)))
        .suspect("both bias corrections are missing", row(1.08 + 0.15 / (Math.sqrt(1.75) + 0.5)))
        .is(row(1.16), TOLERANCE, "the corrections 1 - beta1^t and 1 - beta2^t, t = 2");
  }

  @Test
  @Task(1)
  void stillNumbersStayWhereTheyAre() {
    Parameter parameter = new Parameter(row(3, 4), row(0, 2), row(0, 0), row(0, 0));
    training.adam(parameter, 1, PAPER);
    Expect.that("weights of which the first has never had a gradient", parameter.w())
        .suspect("epsilon is missing: 0 / 0", row(Double.NaN, 3.9))
        .is(row(3, 3.92), TOLERANCE, "each number by itself; 0 / (0 + epsilon) is 0");
  }

  @Test
  @Task(1)
  void fourUpdatesAreTheApprovedOnes(Approval approval) {
    StringBuilder text = new StringBuilder("Adam, two numbers, four updates at rate 0.1\n");
    text.append("update number       g        m     1000 v        w\n");
    DMatrixRMaj w = row(1, -2);
    DMatrixRMaj m = row(0, 0);
    DMatrixRMaj v = row(0, 0);
    DMatrixRMaj[] gradients = {row(0.5, -20), row(0.5, 40), row(-1, 0), row(0.25, -10)};
    for (int t = 1; t <= gradients.length; t++) {
      DMatrixRMaj g = gradients[t - 1];
      training.adam(new Parameter(w, g, m, v), t, new Settings(0.1, 0.9, 0.999, 1e-8));
      for (int j = 0; j < 2; j++) {
        text.append(
            String.format(
                Locale.ROOT,
                "%6d %6d %7.2f %8.4f %10.4f %8.4f\n",
                t,
                j + 1,
                g.get(j),
                m.get(j),
                1000 * v.get(j),
                w.get(j)));
      }
    }
    approval.verify("updates", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(2)
  @Points(2)
  void longGradientsAreScaledTogether() {
    // norms 5 and 12, together 13; a quarter of it is allowed
    Parameter square = withGradient(new DMatrixRMaj(new double[][] {{3}, {4}}));
    Parameter single = withGradient(row(12));
    double norm = training.clip(List.of(square, single), 3.25);
    Expect.that("the first gradient after clipping", square.g())
        .suspect("each gradient is clipped by its own norm", column(1.95, 2.6))
        .suspect("each number is cut off: that is clipping by value", column(3, 3.25))
        .suspect("the norms are added, not their squares", column(3 * 3.25 / 17, 4 * 3.25 / 17))
        .suspect("the root is missing: the limit is for the norm", column(9.75 / 169, 13 / 169.0))
        .suspect("it is scaled to length 1, not to the limit", column(3 / 13.0, 4 / 13.0))
        .suspect("nothing is scaled", column(3, 4))
        .is(column(0.75, 1), TOLERANCE, "g = g limit / n, n over all parameters together");
    Expect.that("the second gradient after clipping", single.g())
        .suspect("only the first parameter is scaled", row(12))
        .is(row(3), TOLERANCE, "g = g limit / n, the same n for every parameter");
    Expect.that("the norm", norm)
        .suspect("it is the norm after clipping; wanted is the one before", 3.25)
        .suspect("the root is missing", 169)
        .suspect("the norms are added, not their squares", 17)
        .suspect("it is the norm of the last parameter alone", 12)
        .is(13, TOLERANCE, "n = sqrt(sum of all squares), before clipping");
  }

  @Test
  @Task(2)
  void shortGradientsStayAsTheyAre() {
    for (double limit : new double[] {13, 26}) {
      Parameter square = withGradient(column(3, 4));
      Parameter single = withGradient(row(12));
      double norm = training.clip(List.of(square, single), limit);
      Expect.that("a gradient no longer than the limit", square.g())
          .suspect("a short gradient is stretched to the limit", column(6, 8))
          .is(column(3, 4), 0, "only if n is above the limit");
      Expect.that("the norm of gradients that are short enough", norm)
          .suspect("nothing is measured if nothing is clipped", 0)
          .is(13, TOLERANCE, "n is returned in any case");
    }
  }

  @Test
  @Task(2)
  void clippingTouchesNothingButGradients() {
    Parameter parameter = new Parameter(row(5), row(7), row(6), row(8));
    training.clip(List.of(parameter), 1);
    Expect.that("the weights after clipping", parameter.w()).is(row(5), 0, "clip changes g only");
    Expect.that("the mean m after clipping", parameter.m()).is(row(6), 0, "clip changes g only");
    Expect.that("the mean square v after clipping", parameter.v())
        .is(row(8), 0, "clip changes g only");
  }

  @Test
  @Task(
      value = 3,
      needs = {1, 2})
  @Points(2)
  void wholeStepClipsAndThenUpdates() {
    // 3 and 4 are clipped to 1.5 and 2; the first update moves by 0.1 g / (g + 0.5)
    Parameter one = withGradient(row(3));
    Parameter two = withGradient(row(4));
    double norm = training.step(List.of(one, two), 1, 2.5, PAPER);
    Expect.that("the first weight after a step", one.w())
        .suspect("clipping comes too late: after the update", row(1 - 0.3 / 3.5))
        .suspect("each gradient is clipped alone, not all together", row(1 - 0.25 / 3))
        .suspect("the gradients are set to zero before they are used", row(1))
        .is(row(0.925), TOLERANCE, "the order: clip all, then update each");
    Expect.that("the second weight after a step", two.w())
        .suspect(
            "t is counted up for each parameter; all parameters of a step have one t",
            row(1 - 0.1 * 2 / 0.75 / 2 / (Math.sqrt(1 / 0.4375) + 0.5)))
        .suspect("only the first parameter is updated", row(1))
        .is(row(0.92), TOLERANCE, "update each parameter with the same t");
    Expect.that("the norm that a step returns", norm)
        .suspect("it is the norm after clipping; wanted is the one before", 2.5)
        .is(5, TOLERANCE, "return what clip returned");
  }

  @Test
  @Task(3)
  void stepForgetsTheGradients() {
    Parameter one = withGradient(row(3));
    Parameter two = withGradient(row(4));
    training.step(List.of(one, two), 1, 2.5, PAPER);
    Expect.that("the first gradient after a step", one.g())
        .suspect("it is kept, and the next way back would add to it", row(1.5))
        .is(row(0), 0, "set every gradient to zero after its update");
    Expect.that("the second gradient after a step", two.g())
        .suspect("only the first gradient is set to zero", row(2))
        .is(row(0), 0, "set every gradient to zero after its update");
  }

  /** A fresh parameter: weights of 1, means of zero. */
  private static Parameter withGradient(DMatrixRMaj g) {
    DMatrixRMaj w = g.createLike();
    w.fill(1);
    return new Parameter(w, g, g.createLike(), g.createLike());
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj column(double a, double b) {
    return new DMatrixRMaj(new double[][] {{a}, {b}});
  }
}

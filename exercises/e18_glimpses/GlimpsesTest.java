package e18_glimpses;

import e18_glimpses.Glimpsing.Looked;
import e18_glimpses.Glimpsing.Policy;
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
 * The public tests of 18-glimpses, written against the contract; start them from an IDE if you
 * like.
 *
 * <p>Numbers that work out on paper: pixels that count from 1, tanh(ln 2) = 3/5, tanh(ln 3) = 4/5.
 */
@ExtendWith(SubjectExtension.class)
class GlimpsesTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The table is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);
  private static final double SIGMA = 0.5;

  private final Glimpsing glimpses;

  GlimpsesTest(Glimpsing glimpses) {
    this.glimpses = glimpses;
  }

  /** 3 lines of 4 pixels, 1 to 12. */
  private static DMatrixRMaj image() {
    return matrix(new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}});
  }

  @Test
  @Task(1)
  void theMiddleOfTheImageIsTheMiddleOfThePatch() {
    Expect.that("the patch of 2 x 2 around (0, 0)", glimpses.patch(image(), 0, 0, 2))
        .suspect(
            "the place is in the upper left corner of the patch: take off side / 2",
            square(7, 8, 11, 12))
        .suspect("the patch begins a pixel too far left and up", square(0, 0, 1, 2))
        .suspect("it is not lines that go down and columns right: transposed", square(2, 6, 3, 7))
        .is(square(2, 3, 6, 7), TOLERANCE, "lines row - side/2 on, columns column - side/2 on");
  }

  @Test
  @Task(1)
  @Points(2)
  void beyondTheBorderIsDarkness() {
    Expect.that("the patch around (0.5, -0.5), half outside", glimpses.patch(image(), 0.5, -0.5, 2))
        .suspect("x and y have changed places: x goes with the width", square(5, 6, 9, 10))
        .suspect("the border is repeated: beyond it all is 0", square(3, 4, 3, 4))
        .suspect("the patch is pushed back into the image: beyond it all is 0", square(3, 4, 7, 8))
        .suspect("the other side of the image looks in: beyond it all is 0", square(11, 12, 3, 4))
        .is(square(0, 0, 3, 4), TOLERANCE, "what lies outside the image is left at 0");
  }

  @Test
  @Task(1)
  void aPlaceLeftOfTheImageSeesItsEdge() {
    DMatrixRMaj edge =
        matrix(new double[][] {{0, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 0, 5}, {0, 0, 0, 9}});
    DMatrixRMaj cut =
        matrix(new double[][] {{0, 0, 0, 0}, {0, 0, 1, 2}, {0, 0, 5, 6}, {0, 0, 9, 10}});
    Expect.that("the patch of 4 x 4 around (-1.3, 0)", glimpses.patch(image(), -1.3, 0, 4))
        .suspect("(int) cuts towards 0, and -0.6 is in pixel -1: floor first", cut)
        .is(edge, TOLERANCE, "column = floor((x + 1) / 2 width)");
  }

  @Test
  @Task(2)
  @Points(2)
  void aCoarseViewIsMadeOfMeans() {
    DMatrixRMaj patch =
        matrix(new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}, {13, 14, 15, 16}});
    Expect.that("4 x 4 pixels seen as 2 x 2", glimpses.shrink(patch, 2))
        .suspect("one pixel of each block is taken, not their mean", square(1, 3, 9, 11))
        .suspect("the brightest pixel of each block is taken, not their mean", square(6, 8, 14, 16))
        .suspect("the blocks are added up, not averaged", square(14, 22, 46, 54))
        .suspect(
            "it is divided by the side of a block, not by its pixels: step times step",
            square(7, 11, 23, 27))
        .suspect(
            "the pixels of a block do not lie together: row / step, not row % size",
            square(6, 7, 10, 11))
        .is(
            square(3.5, 5.5, 11.5, 13.5),
            TOLERANCE,
            "the mean of each block of step x step pixels");
  }

  @Test
  @Task(2)
  void stepOneChangesNothing() {
    Expect.that("2 x 2 pixels seen as 2 x 2", glimpses.shrink(square(1, 2, 3, 4), 2))
        .is(square(1, 2, 3, 4), TOLERANCE, "step = side / size, here 1");
  }

  @Test
  @Task(value = 2, needs = 1)
  void theGlimpseIsTheApprovedOne(Approval approval) {
    DMatrixRMaj image = new DMatrixRMaj(10, 12);
    for (int row = 0; row < 10; row++) {
      for (int column = 0; column < 12; column++) {
        image.set(row, column, (7 * row + 3 * column) % 10);
      }
    }
    StringBuilder text = new StringBuilder("Three scales around (0.6, -0.7) of a made-up image\n");
    for (int scale = 0; scale < 3; scale++) {
      int side = 4 << scale;
      text.append(String.format(Locale.ROOT, "%d x %d pixels%n", side, side).replace("\r", ""));
      DMatrixRMaj seen = glimpses.shrink(glimpses.patch(image, 0.6, -0.7, side), 4);
      for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 4; column++) {
          text.append(String.format(Locale.ROOT, "%9.4f", seen.get(row, column)));
        }
        text.append('\n');
      }
    }
    approval.verify("glimpse", text.toString(), LAST_PLACE);
  }

  /** Means (0.6, 0.8) and (-0.6, -0.8); the reward expected is 0.65 and 0.15. */
  private static final Policy POLICY = new Policy(row(LN2, LN3), row(0, 0), row(0.25), row(0.4));

  private static final Looked LOOKED =
      new Looked(column(1, -1), square(0.7, 0.6, -0.4, -0.7), column(1, 0));

  @Test
  @Task(3)
  @Points(2)
  void whereToLookWorksOutOnPaper() {
    Policy sum = gradients(0);
    DMatrixRMaj advantages = glimpses.reinforce(POLICY, LOOKED, SIGMA, sum);
    Expect.that("the advantages", advantages)
        .suspect("the baseline is missing: A = R - base", column(1, 0))
        .suspect("the bias of the baseline is missing", column(0.75, 0.25))
        .suspect("they have the wrong sign: A = R - base", column(-0.35, 0.15))
        .is(column(0.35, -0.15), TOLERANCE, "A_b = R_b - (h_b Wv + bv)");
    Expect.that("the gradient of Wl", sum.wl())
        .suspect(
            "it has the wrong sign: what was rewarded would be done less", row(0.0832, -0.0396))
        .suspect("the baseline is missing: R stands where A should", row(-0.128, 0.144))
        .suspect("it is divided by sigma, not by its square", row(-0.0416, 0.0198))
        .suspect("sigma is missing: divide by its square", row(-0.0208, 0.0099))
        .suspect("the slope of tanh is missing: 1 - mu^2", row(-0.13, 0.11))
        .suspect("it is summed over the batch, not averaged", row(-0.1664, 0.0792))
        .suspect("nothing is added to the sum that was given", row(0, 0))
        .is(row(-0.0832, 0.0396), TOLERANCE, "-A_b (l_b - mu_b) / sigma^2 (1 - mu_b^2) / B");
    Expect.that("the gradient of bl", sum.bl())
        .is(row(-0.0064, 0.0612), TOLERANCE, "the same as for Wl, without the state");
  }

  @Test
  @Task(3)
  void whatToExpectWorksOutOnPaper() {
    Policy sum = gradients(0);
    glimpses.reinforce(POLICY, LOOKED, SIGMA, sum);
    // what looking would say, were A no constant: log N of either place, |l - mu|^2 is 0.05
    double logarithm = -0.1 - Math.log(Math.PI / 2);
    Expect.that("the gradient of Wv", sum.wv())
        .suspect("it has the wrong sign: the error would grow", row(0.5))
        .suspect("the 2 of the square is missing", row(-0.25))
        .suspect("it is summed over the batch, not averaged", row(-1))
        .is(row(-0.5), TOLERANCE, "-2 (R_b - base_b) / B, times the state");
    Expect.that("the gradient of bv", sum.bv())
        .suspect(
            "looking has a say in the baseline: in its loss A is a constant", row(-0.2 + logarithm))
        .is(row(-0.2), TOLERANCE, "-2 (R_b - base_b) / B");
  }

  /** Four glimpses, one sigma to each side of the mean: they stand for the normal distribution. */
  private static Looked balanced(double muX, double muY) {
    DMatrixRMaj places = new DMatrixRMaj(4, 2);
    DMatrixRMaj rewards = new DMatrixRMaj(4, 1);
    for (int b = 0; b < 4; b++) {
      double x = muX + (b % 2 == 0 ? SIGMA : -SIGMA);
      double y = muY + (b / 2 == 0 ? SIGMA : -SIGMA);
      places.set(b, 0, x);
      places.set(b, 1, y);
      rewards.set(b, 0, -x * x - y * y);
    }
    return new Looked(column(0, 0, 0, 0), places, rewards);
  }

  @Test
  @Task(3)
  @Points(2)
  void theEstimateIsTheGradientOfTheExpectedReward() {
    // R = -|l|^2, so minus its expectation is |mu|^2 + 2 sigma^2, with the slope 2 mu
    Policy policy = new Policy(row(0, 0), row(LN2, -LN3), row(0), row(0));
    Policy sum = gradients(0);
    glimpses.reinforce(policy, balanced(0.6, -0.8), SIGMA, sum);
    Expect.that("the gradient of bl, where -E[R] = |mu|^2 + 2 sigma^2", sum.bl())
        .suspect("it has the wrong sign: what was rewarded would be done less", row(-0.768, 0.576))
        .is(row(0.768, -0.576), TOLERANCE, "2 mu (1 - mu^2): the slope of -E[R] by bl");
  }

  @Test
  @Task(3)
  void aBaselineDoesNotMoveTheEstimate() {
    Policy policy = new Policy(row(0, 0), row(LN2, -LN3), row(0), row(7));
    Policy sum = gradients(0);
    glimpses.reinforce(policy, balanced(0.6, -0.8), SIGMA, sum);
    Expect.that("the gradient of bl with a baseline of 7, over balanced glimpses", sum.bl())
        .is(row(0.768, -0.576), TOLERANCE, "the same as with a baseline of 0");
  }

  @Test
  @Task(3)
  void gradientsAreAddedToThoseSoFar() {
    Policy sum = gradients(10);
    glimpses.reinforce(POLICY, LOOKED, SIGMA, sum);
    String overwrites = "these glimpses overwrite the sum so far: add up, += and not =";
    Expect.that("the gradient of Wl after glimpses that came before", sum.wl())
        .suspect(overwrites, row(-0.0832, 0.0396))
        .is(row(9.9168, 10.0396), TOLERANCE, "dWl += h' da");
    Expect.that("the gradient of bl after glimpses that came before", sum.bl())
        .suspect(overwrites, row(-0.0064, 0.0612))
        .is(row(9.9936, 10.0612), TOLERANCE, "dbl += column sums of da");
    Expect.that("the gradient of Wv after glimpses that came before", sum.wv())
        .suspect(overwrites, row(-0.5))
        .is(row(9.5), TOLERANCE, "dWv += h' dbase");
    Expect.that("the gradient of bv after glimpses that came before", sum.bv())
        .suspect(overwrites, row(-0.2))
        .is(row(9.8), TOLERANCE, "dbv += sum of dbase");
  }

  private static Policy gradients(double value) {
    return new Policy(row(value, value), row(value, value), row(value), row(value));
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }

  private static DMatrixRMaj square(double a, double b, double c, double d) {
    return new DMatrixRMaj(new double[][] {{a, b}, {c, d}});
  }

  private static DMatrixRMaj matrix(double[][] rows) {
    return new DMatrixRMaj(rows);
  }
}

package e04_bptt;

import e04_bptt.BackwardThroughTime.Gradients;
import e04_bptt.BackwardThroughTime.Pass;
import e04_bptt.BackwardThroughTime.Weights;
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
 * The public tests of 04-bptt, written against the contract; start them from an IDE if you like.
 *
 * <p>The states are made up, not computed: backward only reads them, and so they can be short
 * decimals that work out on paper.
 */
@ExtendWith(SubjectExtension.class)
class BpttTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The table is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  // D = H = 1, V = 2: x Wx is x, the recurrent weight is 0.5, and o = (h, -h)
  private static final Weights ONE = new Weights(row(1), row(0.5), row(0), row(1, -1), row(0, 0));

  private final BackwardThroughTime network;

  BpttTest(BackwardThroughTime network) {
    this.network = network;
  }

  @Test
  @Task(1)
  @Points(2)
  void gradientOfTheLogitsIsSoftmaxMinusOneHot() {
    // ln 3 against 0: probabilities 3/4 and 1/4
    DMatrixRMaj o = new DMatrixRMaj(new double[][] {{Math.log(3), 0}, {0, 0}});
    Expect.that("the gradient of the logits", network.logitsGradient(o, new int[] {0, 1}))
        .suspect("the one-hot row is not subtracted", matrix(0.75, 0.25, 0.5, 0.5))
        .suspect("the sign is wrong: softmax minus one-hot", matrix(0.25, -0.25, -0.5, 0.5))
        .suspect("the examples are averaged; here they add up", matrix(-0.125, 0.125, 0.25, -0.25))
        .suspect("the logits are not made into probabilities", matrix(Math.log(3) - 1, 0, 0, -1))
        .is(matrix(-0.25, 0.25, 0.5, -0.5), TOLERANCE, "p - 1 at the target, p elsewhere");
  }

  @Test
  @Task(value = 2, needs = 1)
  void oneStepHasNoPast() {
    // do = (-1/2, 1/2), dh = -1, da = (1 - 0.5^2) (-1) = -0.75
    Gradients came = network.backward(ONE, pass(1), new int[][] {{0}});
    Expect.that("the gradient of b after one step", came.b())
        .suspect("tanh' is missing: da = (1 - h^2) dh", row(-1))
        .suspect("tanh' is taken of the state before the step", row(-0.84))
        .is(row(-0.75), TOLERANCE, "da = (1 - h^2) dh, dh = do Wo'");
    Expect.that("the gradient of Wx after one step", came.wx())
        .is(row(-1.5), TOLERANCE, "dWx = x' da");
    Expect.that("the gradient of Wh after one step", came.wh())
        .suspect("it is made with the state after the step, not before it", row(-0.375))
        .is(row(-0.3), TOLERANCE, "dWh = h_(t-1)' da");
    Expect.that("the gradient of Wo after one step", came.wo())
        .suspect("it is made with the state before the step, not after it", row(-0.2, 0.2))
        .is(row(-0.25, 0.25), TOLERANCE, "dWo = h_t' do");
    Expect.that("the gradient of c after one step", came.c())
        .is(row(-0.5, 0.5), TOLERANCE, "dc = do");
  }

  @Test
  @Task(value = 2, needs = 1)
  @Points(2)
  void twoStepsAddUpAndPassOn() {
    // step 2: do = (1/2, -1/2), dh = 1, da = 0.96; step 1: dh = -1 + 0.5 * 0.96, da = -0.39
    Gradients came = network.backward(ONE, pass(2), new int[][] {{0}, {1}});
    Expect.that("the gradient of Wh after two steps", came.wh())
        .suspect("nothing passes from step 2 to step 1: da_(t+1) Wh' is missing", row(0.18))
        .suspect("the first step overwrites the second: add up, += and not =", row(-0.156))
        .suspect("the states are one step off: h_(t-1)' da_t", row(-0.387))
        .suspect("tanh' is missing: da = (1 - h^2) dh", row(0.3))
        .suspect("it goes forwards in time: begin at the last step", row(0.3 * 0.96 - 0.102))
        .is(row(0.324), TOLERANCE, "dWh = sum of h_(t-1)' da_t, dh_t = do_t Wo' + da_(t+1) Wh'");
    Expect.that("the gradient of Wx after two steps", came.wx())
        .suspect("the first step overwrites the second: add up, += and not =", row(-0.78))
        .is(row(-1.74), TOLERANCE, "dWx = sum of x_t' da_t");
    Expect.that("the gradient of b after two steps", came.b())
        .is(row(0.57), TOLERANCE, "db = sum of da_t");
    Expect.that("the gradient of Wo after two steps", came.wo())
        .is(row(-0.35, 0.35), TOLERANCE, "dWo = sum of h_t' do_t");
  }

  @Test
  @Task(value = 2, needs = 1)
  void gradientsOfTwoUnitsAreTheApprovedOnes(Approval approval) {
    Weights weights =
        new Weights(
            matrix(0.5, -0.3, 0.8, 0.2),
            matrix(0.1, 0.7, -0.4, 0.6),
            row(0, 0),
            matrix(1, 0.5, -0.5, 1),
            row(0, 0));
    Pass pass =
        new Pass(
            List.of(matrix(1, 0, 0.5, -1), matrix(0, 1, -1, 0.5), matrix(1, 1, 0, -0.5)),
            List.of(
                matrix(0, 0, 0.1, -0.1),
                matrix(0.5, -0.3, -0.2, 0.4),
                matrix(0.6, 0.2, -0.6, -0.1),
                matrix(0.3, 0.7, 0.1, -0.5)),
            List.of(matrix(1, 0, 0, 1), matrix(0.5, 0.5, 0, 2), matrix(-1, 0, 0.2, 0)));
    Gradients came = network.backward(weights, pass, new int[][] {{0, 1}, {1, 1}, {0, 0}});
    StringBuilder text = new StringBuilder();
    text.append("Gradients of two units, two examples, three steps, made-up states\n");
    append(text, "Wx", came.wx());
    append(text, "Wh", came.wh());
    append(text, "b ", came.b());
    append(text, "Wo", came.wo());
    append(text, "c ", came.c());
    approval.verify("gradients", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(value = 3, needs = 2)
  void windowOfOneStepPassesNothingOn() {
    Gradients came = network.truncated(ONE, pass(2), new int[][] {{0}, {1}}, 1);
    Expect.that("the gradient of Wh with windows of one step", came.wh())
        .suspect("the gradient still passes from window to window", row(0.324))
        .suspect("only the last window counts: add up over the windows", row(0.48))
        .suspect("only the first window counts: add up over the windows", row(-0.3))
        .suspect("each window starts from a state of zero; its own first state is kept", row(0))
        .is(row(0.18), TOLERANCE, "truncated: no da passes into the window before");
  }

  @Test
  @Task(value = 3, needs = 2)
  void windowAsLongAsTheSequenceIsTheWholeGradient() {
    Gradients came = network.truncated(ONE, pass(2), new int[][] {{0}, {1}}, 5);
    Expect.that("the gradient of Wh with one long window", came.wh())
        .is(row(0.324), TOLERANCE, "a window of T or more steps truncates nothing");
  }

  /** Up to two steps of one unit: x = 2, -1; h = 0.4, 0.5, -0.2; equal logits. */
  private static Pass pass(int steps) {
    return new Pass(
        List.of(row(2), row(-1)).subList(0, steps),
        List.of(row(0.4), row(0.5), row(-0.2)).subList(0, steps + 1),
        List.of(row(0, 0), row(0, 0)).subList(0, steps));
  }

  private static void append(StringBuilder text, String name, DMatrixRMaj m) {
    for (int i = 0; i < m.numRows; i++) {
      text.append(i == 0 ? name : "  ");
      for (int j = 0; j < m.numCols; j++) {
        text.append(String.format(Locale.ROOT, " %8.4f", m.get(i, j)));
      }
      text.append('\n');
    }
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj matrix(double a, double b, double c, double d) {
    return new DMatrixRMaj(new double[][] {{a, b}, {c, d}});
  }
}

package e04_bptt;

import e04_bptt.BackwardThroughTime.Gradients;
import e04_bptt.BackwardThroughTime.Pass;
import e04_bptt.BackwardThroughTime.Weights;
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

/** The hidden tests of 04-bptt: odd sizes, huge logits, odd windows, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class BpttHiddenTest {
  /** Sums of up to a hundred products of numbers near 1, in any order, agree to about 1e-14. */
  private static final double TOLERANCE = 1e-11;

  private static final String WHOLE =
      "dh_t = do_t Wo' + da_(t+1) Wh', da_t = (1 - h_t^2) dh_t, and sums over the steps";

  // T, B, D, H, V: no two alike, so that no shape passes for another
  private static final int[][] SIZES = {
    {1, 1, 1, 1, 2}, {4, 1, 3, 2, 5}, {2, 3, 1, 5, 4}, {7, 2, 4, 3, 6}
  };

  private final BackwardThroughTime network;

  BpttHiddenTest(BackwardThroughTime network) {
    this.network = network;
  }

  @Test
  @Task(1)
  void logitsGradientSurvivesHugeLogits() {
    DMatrixRMaj o = new DMatrixRMaj(new double[][] {{1e6, 1e6}, {-1e6, -1e6 - 2000}});
    DMatrixRMaj expected = new DMatrixRMaj(new double[][] {{0.5, -0.5}, {0, 0}});
    Expect.that("the gradient of huge logits", network.logitsGradient(o, new int[] {1, 0}))
        .is(expected, TOLERANCE, "softmax: subtract the row's maximum before exp");
  }

  @Test
  @Task(1)
  void logitsGradientLeavesTheLogitsAlone() {
    DMatrixRMaj o = BpttOracle.gaussian(new Random(401), 3, 4);
    DMatrixRMaj before = o.copy();
    network.logitsGradient(o, new int[] {0, 3, 1});
    Expect.unmodified("the logits", o, before);
  }

  @Test
  @Task(value = 2, needs = 1)
  @Points(3)
  void gradientsAreRightAtOddSizes() {
    Random random = new Random(402);
    for (int[] size : SIZES) {
      Weights weights = BpttOracle.weights(random, size[2], size[3], size[4]);
      Pass pass = BpttOracle.pass(random, weights, size[0], size[1]);
      int[][] targets = BpttOracle.targets(random, size[0], size[1], size[4]);
      Gradients expected = BpttOracle.gradients(weights, pass, targets, size[0]);
      Gradients cut = BpttOracle.gradients(weights, pass, targets, 1);
      Gradients came = network.backward(weights, pass, targets);
      compare(came, expected, cut, " for T = " + size[0] + ", B = " + size[1]);
    }
  }

  private static void compare(Gradients came, Gradients expected, Gradients cut, String where) {
    String nothing = "nothing passes from step to step: da_(t+1) Wh' is missing";
    Expect.that("the gradient of c" + where, came.c()).is(expected.c(), TOLERANCE, "dc += do");
    Expect.that("the gradient of Wo" + where, came.wo())
        .is(expected.wo(), TOLERANCE, "dWo += h_t' do_t");
    Expect.that("the gradient of b" + where, came.b())
        .suspect(nothing, cut.b())
        .is(expected.b(), TOLERANCE, WHOLE);
    Expect.that("the gradient of Wx" + where, came.wx())
        .suspect(nothing, cut.wx())
        .is(expected.wx(), TOLERANCE, WHOLE);
    Expect.that("the gradient of Wh" + where, came.wh())
        .suspect(nothing, cut.wh())
        .is(expected.wh(), TOLERANCE, WHOLE);
  }

  @Test
  @Task(2)
  void backwardLeavesItsArgumentsAlone() {
    Random random = new Random(403);
    Weights weights = BpttOracle.weights(random, 2, 3, 4);
    Pass pass = BpttOracle.pass(random, weights, 3, 2);
    DMatrixRMaj wh = weights.wh().copy();
    DMatrixRMaj h = pass.h().get(2).copy();
    DMatrixRMaj o = pass.o().get(2).copy();
    network.backward(weights, pass, BpttOracle.targets(random, 3, 2, 4));
    Expect.unmodified("Wh", weights.wh(), wh);
    Expect.unmodified("the states", pass.h().get(2), h);
    Expect.unmodified("the outputs", pass.o().get(2), o);
  }

  @Test
  @Task(value = 3, needs = 2)
  @Points(2)
  void windowsAreCutFromTheFirstStepOn() {
    Random random = new Random(404);
    Weights weights = BpttOracle.weights(random, 3, 4, 2);
    Pass pass = BpttOracle.pass(random, weights, 7, 2);
    int[][] targets = BpttOracle.targets(random, 7, 2, 2);
    for (int window : new int[] {1, 2, 3, 6, 7, 100}) {
      Gradients expected = BpttOracle.gradients(weights, pass, targets, window);
      Gradients came = network.truncated(weights, pass, targets, window);
      Expect.that("the gradient of Wh with windows of " + window, came.wh())
          .suspect(
              "the gradient still passes from window to window",
              BpttOracle.gradients(weights, pass, targets, 7).wh())
          .is(expected.wh(), TOLERANCE, "windows from the first step on, the last may be shorter");
      Expect.that("the gradient of Wo with windows of " + window, came.wo())
          .is(expected.wo(), TOLERANCE, "each output belongs to one window");
      Expect.that("the gradient of Wx with windows of " + window, came.wx())
          .is(expected.wx(), TOLERANCE, "every parameter's gradient adds up over the windows");
      Expect.that("the gradient of b with windows of " + window, came.b())
          .is(expected.b(), TOLERANCE, "every parameter's gradient adds up over the windows");
      Expect.that("the gradient of c with windows of " + window, came.c())
          .is(expected.c(), TOLERANCE, "every parameter's gradient adds up over the windows");
    }
  }
}

package e02_elman;

import e02_elman.ElmanNetwork.Step;
import e02_elman.ElmanNetwork.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * The hidden tests of 02-elman: odd sizes, single rows and steps, saturation, arguments left alone.
 */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class ElmanHiddenTest {
  /** Sums of up to 20 products of numbers near 1, in any order, agree to about 1e-14. */
  private static final double TOLERANCE = 1e-12;

  /** Rounding grows with the steps where the network is expansive; 20 steps of H = 5 keep 1e-9. */
  private static final double LONG_TOLERANCE = 1e-9;

  private static final String WHOLE = "a = b + h Wh + x Wx, h' = tanh(a), o = c + h' Wo";
  // B, D, H, V: all different, so that no shape passes for another
  private static final int[][] SIZES = {
    {1, 1, 1, 1}, {1, 3, 2, 5}, {3, 1, 5, 2}, {5, 7, 3, 1}, {2, 4, 11, 7}
  };

  private final ElmanNetwork network;

  ElmanHiddenTest(ElmanNetwork network) {
    this.network = network;
  }

  @Test
  @Task(1)
  @Points(2)
  void stepIsRightAtOddSizes() {
    Random random = new Random(201);
    for (int[] size : SIZES) {
      Weights weights = ElmanOracle.weights(random, size[1], size[2], size[3]);
      DMatrixRMaj x = ElmanOracle.gaussian(random, size[0], size[1]);
      DMatrixRMaj h = ElmanOracle.gaussian(random, size[0], size[2]);
      Step expected = ElmanOracle.step(weights, x, h);
      Step came = network.step(weights, x, h.copy());
      DMatrixRMaj noState = new DMatrixRMaj(size[0], size[2]);
      String sizes = " for " + size[0] + " examples and " + size[2] + " hidden units";
      Expect.that("the new state h" + sizes, came.h())
          .suspect("the recurrent term h Wh is missing", ElmanOracle.step(weights, x, noState).h())
          .is(expected.h(), TOLERANCE, WHOLE);
      Expect.that("the output o" + sizes, came.o()).is(expected.o(), TOLERANCE, WHOLE);
    }
  }

  @Test
  @Task(1)
  void stepLeavesItsArgumentsAlone() {
    Random random = new Random(202);
    Weights weights = ElmanOracle.weights(random, 3, 4, 2);
    DMatrixRMaj x = ElmanOracle.gaussian(random, 2, 3);
    DMatrixRMaj h = ElmanOracle.gaussian(random, 2, 4);
    Weights weightsBefore = ElmanOracle.copy(weights);
    DMatrixRMaj xBefore = x.copy();
    DMatrixRMaj hBefore = h.copy();
    network.step(weights, x, h);
    Expect.unmodified("x", x, xBefore);
    Expect.unmodified("h", h, hBefore);
    Expect.unmodified("Wx", weights.wx(), weightsBefore.wx());
    Expect.unmodified("Wh", weights.wh(), weightsBefore.wh());
    Expect.unmodified("b", weights.b(), weightsBefore.b());
    Expect.unmodified("Wo", weights.wo(), weightsBefore.wo());
    Expect.unmodified("c", weights.c(), weightsBefore.c());
  }

  @Test
  @Task(1)
  void stateSaturatesAtOneForHugeInputs() {
    Random random = new Random(203);
    Weights weights = ElmanOracle.weights(random, 2, 3, 2);
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1e6, -1e6}, {-1e6, 1e6}});
    DMatrixRMaj h = new DMatrixRMaj(2, 3);
    Expect.that("the new state h for huge inputs", network.step(weights, x, h).h())
        .is(
            ElmanOracle.step(weights, x, h).h(),
            TOLERANCE,
            "tanh: Math.tanh saturates; a quotient of exponentials overflows");
  }

  @Test
  @Task(value = 2, needs = 1)
  @Points(2)
  void forwardIsRightForOneStepAndForMany() {
    Random random = new Random(204);
    for (int length : new int[] {1, 2, 7, 20}) {
      Weights weights = ElmanOracle.weights(random, 3, 5, 2);
      List<DMatrixRMaj> inputs = ElmanOracle.sequence(random, length, 2, 3);
      DMatrixRMaj h = ElmanOracle.gaussian(random, 2, 5);
      List<Step> steps = network.forward(weights, inputs, h.copy());
      Expect.size("the list of steps", steps, length, "forward: one step for each input");
      for (int t = 0; t < length; t++) {
        Step expected = ElmanOracle.step(weights, inputs.get(t), h);
        h = expected.h();
        String after = " after step " + (t + 1) + " of " + length;
        Expect.that("the state" + after, steps.get(t).h())
            .is(expected.h(), LONG_TOLERANCE, "forward, and the step that it repeats");
        Expect.that("the output" + after, steps.get(t).o())
            .is(expected.o(), LONG_TOLERANCE, "forward, and the step that it repeats");
      }
    }
  }

  @Test
  @Task(2)
  void forwardOfNoInputsIsNoSteps() {
    Weights weights = ElmanOracle.weights(new Random(205), 2, 2, 2);
    Expect.size(
        "the list of steps for a sequence of length 0",
        network.forward(weights, new ArrayList<>(), new DMatrixRMaj(1, 2)),
        0,
        "forward: the loop runs once for each input, here never");
  }

  @Test
  @Task(2)
  void forwardLeavesTheInitialStateAlone() {
    Random random = new Random(206);
    Weights weights = ElmanOracle.weights(random, 3, 4, 2);
    DMatrixRMaj initial = ElmanOracle.gaussian(random, 2, 4);
    DMatrixRMaj before = initial.copy();
    network.forward(weights, ElmanOracle.sequence(random, 3, 2, 3), initial);
    Expect.unmodified("the initial state", initial, before);
  }

  @Test
  @Task(3)
  void lossIsRightAtOddSizes() {
    Random random = new Random(207);
    for (int[] size : new int[][] {{1, 1, 1}, {1, 1, 5}, {1, 4, 3}, {6, 1, 2}, {3, 5, 7}}) {
      List<DMatrixRMaj> logits = ElmanOracle.sequence(random, size[0], size[1], size[2]);
      int[][] targets = ElmanOracle.targets(random, size[0], size[1], size[2]);
      double expected = ElmanOracle.loss(logits, targets);
      Expect.that("the loss for T = " + size[0] + ", B = " + size[1], network.loss(logits, targets))
          .suspect("the steps are added up, not averaged", expected * size[0])
          .suspect("the examples are added up, not averaged", expected * size[1])
          .suspect("it is in bits; nats take the natural logarithm", expected / Math.log(2))
          .is(expected, TOLERANCE, "the mean of -log p over steps and examples");
    }
  }

  @Test
  @Task(3)
  @Points(2)
  void lossSurvivesHugeLogits() {
    // the second class leads by 2: the loss of the first is 2 + log(1 + exp(-2)) at any height
    double expected = 2 + Math.log1p(Math.exp(-2));
    for (double height : new double[] {1000, -1000, 1e6}) {
      DMatrixRMaj o = new DMatrixRMaj(new double[][] {{height, height + 2}});
      Expect.that("the loss for huge logits", network.loss(List.of(o), new int[][] {{0}}))
          .suspect("exp overflows or underflows: subtract the row's maximum before exp", Double.NaN)
          .suspect(
              "exp overflows or underflows: subtract the row's maximum before exp",
              Double.POSITIVE_INFINITY)
          .is(expected, 1e-9, "softmax does not change when the row's maximum is subtracted first");
    }
  }

  @Test
  @Task(3)
  void lossOfAnImpossibleTargetIsLargeNotInfinite() {
    // exp(-2000) is 0 in double: a log taken of the probability is infinite, the loss is 2000
    DMatrixRMaj o = new DMatrixRMaj(new double[][] {{-300, 1700}});
    Expect.that(
            "the loss of a target far below the best", network.loss(List.of(o), new int[][] {{0}}))
        .suspect(
            "the log is taken of a probability that has become 0; work out log p as o minus the"
                + " maximum minus the log of the sum",
            Double.POSITIVE_INFINITY)
        .suspect("exp overflows: subtract the row's maximum before exp", Double.NaN)
        .is(2000, TOLERANCE, "-log p = maximum + log(sum of exp(o - maximum)) - o[target]");
  }

  @Test
  @Task(3)
  void lossLeavesItsArgumentsAlone() {
    Random random = new Random(208);
    List<DMatrixRMaj> logits = ElmanOracle.sequence(random, 2, 3, 4);
    int[][] targets = ElmanOracle.targets(random, 2, 3, 4);
    DMatrixRMaj before = logits.get(0).copy();
    int[][] targetsBefore = Arrays.stream(targets).map(int[]::clone).toArray(int[][]::new);
    network.loss(logits, targets);
    Expect.unmodified("the logits", logits.get(0), before);
    if (!Arrays.deepEquals(targetsBefore, targets)) {
      throw new AssertionError("the targets were modified.\nLook at loss");
    }
  }
}

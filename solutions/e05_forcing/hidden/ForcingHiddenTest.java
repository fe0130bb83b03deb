package e05_forcing;

import e05_forcing.TeacherForcing.Forced;
import e05_forcing.TeacherForcing.Weights;
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

/** The hidden tests of 05-forcing: odd sizes, masks, sure networks, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class ForcingHiddenTest {
  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-14. */
  private static final double TOLERANCE = 1e-12;

  // T, B, D, H, K: no two alike in a row, so that no shape passes for another
  private static final int[][] SIZES = {
    {1, 3, 2, 4, 5}, {4, 1, 3, 2, 6}, {5, 2, 1, 3, 4}, {7, 4, 5, 6, 2}, {3, 6, 4, 1, 5}
  };

  private final TeacherForcing forcing;

  ForcingHiddenTest(TeacherForcing forcing) {
    this.forcing = forcing;
  }

  @Test
  @Task(1)
  @Points(2)
  void parallelLossIsTheLoopsAtOddSizes() {
    Random random = new Random(501);
    for (int[] size : SIZES) {
      Weights weights = ForcingOracle.weights(random, size[2], size[3], size[4]);
      DMatrixRMaj x = ForcingOracle.gaussian(random, size[0] * size[1], size[2]);
      DMatrixRMaj start = ForcingOracle.gaussian(random, size[1], size[4]);
      int[] targets = ForcingOracle.targets(random, x.numRows, size[4]);
      Forced came = forcing.forced(weights, x, start, targets.clone());
      DMatrixRMaj o = ForcingOracle.outputs(weights, x, start, row -> targets[row]);
      Expect.that("the outputs" + where(size), came.o())
          .is(o, TOLERANCE, "row t*B + i hears the target of row (t - 1)*B + i, a mask as zeros");
      Expect.that("the loss" + where(size), came.loss())
          .is(
              ForcingOracle.loss(o, targets),
              TOLERANCE,
              "the mean of -log softmax(o)[target] over the rows that have one");
    }
  }

  @Test
  @Task(1)
  void lossOfASureNetworkIsFinite() {
    // sure of class 0 by 1,500 nats, and wrong
    Weights weights =
        new Weights(
            new DMatrixRMaj(1, 1),
            new DMatrixRMaj(2, 1),
            new DMatrixRMaj(1, 1),
            new DMatrixRMaj(1, 2),
            new DMatrixRMaj(new double[][] {{1000, -500}}));
    Forced came =
        forcing.forced(weights, new DMatrixRMaj(1, 1), new DMatrixRMaj(1, 2), new int[] {1});
    Expect.that("the loss of a network that is sure and wrong", came.loss())
        .suspect("the logarithm is taken of a probability that is zero", Double.POSITIVE_INFINITY)
        .suspect("exp overflows: shift by the maximum first", Double.NaN)
        .is(1500, TOLERANCE, "-log softmax(o)[target], by logSoftmax");
  }

  @Test
  @Task(1)
  void forcedLeavesItsArgumentsAlone() {
    Random random = new Random(502);
    Weights weights = ForcingOracle.weights(random, 2, 3, 4);
    DMatrixRMaj x = ForcingOracle.gaussian(random, 6, 2);
    DMatrixRMaj start = ForcingOracle.gaussian(random, 3, 4);
    DMatrixRMaj inputs = x.copy();
    DMatrixRMaj heard = start.copy();
    DMatrixRMaj wo = weights.wo().copy();
    int[] targets = {0, 1, -1, 3, 2, 1};
    DMatrixRMaj classes = row(targets);
    forcing.forced(weights, x, start, targets);
    Expect.unmodified("what the first step hears", start, heard);
    Expect.unmodified("the inputs", x, inputs);
    Expect.unmodified("Wo", weights.wo(), wo);
    Expect.unmodified("the targets", row(targets), classes);
  }

  @Test
  @Task(2)
  @Points(2)
  void freeRunsAreRightAtOddSizes() {
    Random random = new Random(503);
    for (int[] size : SIZES) {
      Weights weights = ForcingOracle.weights(random, size[2], size[3], size[4]);
      DMatrixRMaj x = ForcingOracle.gaussian(random, size[0] * size[1], size[2]);
      DMatrixRMaj start = ForcingOracle.gaussian(random, size[1], size[4]);
      Expect.that("the outputs" + where(size), forcing.free(weights, x, start))
          .is(
              ForcingOracle.outputs(weights, x, start, row -> ForcingOracle.OWN),
              TOLERANCE,
              "each example hears the likeliest class of its own step before, as one-hot");
    }
  }

  @Test
  @Task(2)
  void freeLeavesItsArgumentsAlone() {
    Random random = new Random(504);
    Weights weights = ForcingOracle.weights(random, 2, 3, 4);
    DMatrixRMaj x = ForcingOracle.gaussian(random, 6, 2);
    DMatrixRMaj start = ForcingOracle.gaussian(random, 3, 4);
    DMatrixRMaj inputs = x.copy();
    DMatrixRMaj heard = start.copy();
    forcing.free(weights, x, start);
    Expect.unmodified("what the first step hears", start, heard);
    Expect.unmodified("the inputs", x, inputs);
  }

  @Test
  @Task(3)
  @Points(2)
  void choicesAreRightAtOddSizes() {
    Random random = new Random(505);
    for (double truth : new double[] {0, 0.25, 0.8, 1}) {
      for (int[] size : SIZES) {
        int batch = 8 * size[1];
        DMatrixRMaj o = ForcingOracle.gaussian(random, batch, size[4]);
        int[] targets = ForcingOracle.targets(random, batch, size[4]);
        double[] coins = random.doubles(batch).toArray();
        double[] draws = random.doubles(batch).toArray();
        Expect.that(
                "what is heard of K = " + size[4] + " classes",
                forcing.choice(o, targets, truth, coins, draws))
            .is(
                ForcingOracle.choice(o, targets, truth, coins, draws),
                0,
                "coin under truth: the target, else the class that the draw falls on; one-hot");
      }
    }
  }

  @Test
  @Task(3)
  void choiceLeavesItsArgumentsAlone() {
    Random random = new Random(506);
    DMatrixRMaj o = ForcingOracle.gaussian(random, 3, 4);
    DMatrixRMaj outputs = o.copy();
    int[] targets = {0, -1, 3};
    DMatrixRMaj classes = row(targets);
    forcing.choice(o, targets, 0.5, new double[] {0.1, 0.6, 0.9}, new double[] {0.3, 0.7, 0.2});
    Expect.unmodified("the outputs", o, outputs);
    Expect.unmodified("the targets", row(targets), classes);
  }

  private static String where(int[] size) {
    return " for T = " + size[0] + ", B = " + size[1];
  }

  private static DMatrixRMaj row(int[] values) {
    return new DMatrixRMaj(
        1, values.length, true, Arrays.stream(values).asDoubleStream().toArray());
  }
}

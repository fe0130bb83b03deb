package e07_training;

import e07_training.OptimiserOracle.After;
import e07_training.Training.Parameter;
import e07_training.Training.Settings;
import java.util.ArrayList;
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

/** The hidden tests of 07-training: odd sizes, many updates, gradients of all sizes. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class OptimiserHiddenTest {
  /** Ten updates, each of a few operations on numbers near 1, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  private static final Settings PAPER = new Settings(0.001, 0.9, 0.999, 1e-8);

  // one place beside another, and no two sizes alike
  private static final int[][] SIZES = {{1, 1}, {2, 3}, {5, 1}, {1, 4}};

  private final Training training;

  OptimiserHiddenTest(Training training) {
    this.training = training;
  }

  @Test
  @Task(1)
  @Points(2)
  void updatesFollowThePaper() {
    Random random = new Random(70101);
    for (int[] size : SIZES) {
      compare(random, size, 10, 1, PAPER);
      compare(random, size, 3, 1, new Settings(0.25, 0.6, 0.7, 0.125));
    }
  }

  @Test
  @Task(1)
  void sizeOfTheGradientMattersOnlyBesideEpsilon() {
    Random random = new Random(70102);
    compare(random, new int[] {2, 3}, 5, 1e6, PAPER);
    compare(random, new int[] {2, 3}, 5, 1e-8, PAPER);
  }

  @Test
  @Task(1)
  void decaysOfZeroRememberNothing() {
    // m is the gradient itself then, and the message may show it: whole numbers
    Random random = new Random(70103);
    List<DMatrixRMaj> gradients = new ArrayList<>();
    for (int t = 1; t <= 4; t++) {
      gradients.add(OptimiserOracle.whole(random, 2, 2));
    }
    compare(OptimiserOracle.whole(random, 2, 2), gradients, new Settings(0.25, 0, 0, 0.125));
  }

  private void compare(Random random, int[] size, int updates, double scale, Settings settings) {
    DMatrixRMaj start = OptimiserOracle.whole(random, size[0], size[1]);
    List<DMatrixRMaj> gradients = new ArrayList<>();
    for (int t = 1; t <= updates; t++) {
      gradients.add(OptimiserOracle.gaussian(random, size[0], size[1], scale));
    }
    compare(start, gradients, settings);
  }

  private void compare(DMatrixRMaj start, List<DMatrixRMaj> gradients, Settings settings) {
    DMatrixRMaj m = start.createLike();
    DMatrixRMaj v = start.createLike();
    DMatrixRMaj w = start.copy();
    for (int t = 1; t <= gradients.size(); t++) {
      training.adam(new Parameter(w, gradients.get(t - 1).copy(), m, v), t, settings);
    }
    After after = OptimiserOracle.updates(start, gradients, settings);
    String where = " after " + gradients.size() + " updates of " + w.numRows + " x " + w.numCols;
    Expect.that("the mean m" + where, m)
        .is(after.m(), TOLERANCE, "m = beta1 m + (1 - beta1) g, without correction");
    Expect.that("the mean square v" + where, v)
        .is(after.v(), TOLERANCE, "v = beta2 v + (1 - beta2) g^2, without correction");
    Expect.that("the weights" + where, w)
        .is(after.w(), TOLERANCE, "the corrections 1 - beta^t, and epsilon outside the root");
  }

  @Test
  @Task(1)
  void updateLeavesTheGradientAlone() {
    Random random = new Random(70104);
    DMatrixRMaj g = OptimiserOracle.gaussian(random, 3, 2, 1);
    DMatrixRMaj before = g.copy();
    training.adam(new Parameter(g.createLike(), g, g.createLike(), g.createLike()), 1, PAPER);
    Expect.unmodified("the gradient", g, before);
  }

  @Test
  @Task(2)
  @Points(2)
  void gradientsOfAnyShapesAreClippedTogether() {
    Random random = new Random(70105);
    for (double limit : new double[] {2, 7, 99}) {
      List<Parameter> parameters = new ArrayList<>();
      List<DMatrixRMaj> before = new ArrayList<>();
      for (int[] size : SIZES) {
        DMatrixRMaj g = OptimiserOracle.whole(random, size[0], size[1]);
        before.add(g.copy());
        parameters.add(fresh(g));
      }
      double norm = training.clip(parameters, limit);
      List<DMatrixRMaj> expected = OptimiserOracle.clipped(before, limit);
      for (int i = 0; i < before.size(); i++) {
        Expect.that("gradient " + (i + 1) + " of four, limit " + limit, parameters.get(i).g())
            .is(expected.get(i), TOLERANCE, "g = g limit / n, if n is above the limit");
      }
      Expect.that("the norm of four gradients", norm)
          .is(OptimiserOracle.norm(before), TOLERANCE, "n = sqrt(sum of all squares), before");
    }
  }

  @Test
  @Task(2)
  void zeroGradientsStayZero() {
    Parameter parameter = fresh(new DMatrixRMaj(2, 2));
    double norm = training.clip(List.of(parameter), 1);
    Expect.that("the norm of zeros", norm).is(0, 0, "n = sqrt(sum of all squares)");
    Expect.that("a gradient of zeros", parameter.g())
        .suspect("0 / 0: it is divided by its norm without a look at the limit", nan(2, 2))
        .is(new DMatrixRMaj(2, 2), 0, "only if n is above the limit");
  }

  @Test
  @Task(
      value = 3,
      needs = {1, 2})
  @Points(2)
  void stepsOfAWholeRunAreRight() {
    Random random = new Random(70106);
    List<Parameter> parameters = new ArrayList<>();
    List<DMatrixRMaj> starts = new ArrayList<>();
    List<List<DMatrixRMaj>> clipped = new ArrayList<>();
    for (int[] size : SIZES) {
      DMatrixRMaj w = OptimiserOracle.whole(random, size[0], size[1]);
      starts.add(w.copy());
      clipped.add(new ArrayList<>());
      parameters.add(new Parameter(w, w.createLike(), w.createLike(), w.createLike()));
    }
    Settings settings = new Settings(0.25, 0.6, 0.7, 0.125);
    for (int t = 1; t <= 5; t++) {
      List<DMatrixRMaj> gradients = new ArrayList<>();
      for (Parameter parameter : parameters) {
        // whole, and the second and fourth short enough not to be clipped
        DMatrixRMaj g = OptimiserOracle.whole(random, parameter.w().numRows, parameter.w().numCols);
        gradients.add(g);
        parameter.g().setTo(g);
      }
      double limit = t % 2 == 0 ? 99 : 3;
      List<DMatrixRMaj> expected = OptimiserOracle.clipped(gradients, limit);
      double norm = training.step(parameters, t, limit, settings);
      Expect.that("the norm that step " + t + " returns", norm)
          .is(OptimiserOracle.norm(gradients), TOLERANCE, "return what clip returned");
      for (int i = 0; i < parameters.size(); i++) {
        clipped.get(i).add(expected.get(i));
      }
    }
    for (int i = 0; i < parameters.size(); i++) {
      After after = OptimiserOracle.updates(starts.get(i), clipped.get(i), settings);
      Expect.that("parameter " + (i + 1) + " of four after five steps", parameters.get(i).w())
          .is(after.w(), TOLERANCE, "clip all, then update each with the same t");
      Expect.that("the mean square of parameter " + (i + 1), parameters.get(i).v())
          .is(after.v(), TOLERANCE, "the update reads the clipped gradient");
      Expect.that("gradient " + (i + 1) + " after five steps", parameters.get(i).g())
          .is(starts.get(i).createLike(), 0, "set every gradient to zero after its update");
    }
  }

  private static Parameter fresh(DMatrixRMaj g) {
    return new Parameter(g.createLike(), g, g.createLike(), g.createLike());
  }

  private static DMatrixRMaj nan(int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    m.fill(Double.NaN);
    return m;
  }
}

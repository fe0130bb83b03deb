package e11_deep;

import e11_deep.DeepCells.Bridged;
import e11_deep.DeepCells.Layer;
import e11_deep.DeepCells.Transition;
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

/** The hidden tests of 11-deep: odd sizes, many layers, saturated maps, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class DeepHiddenTest {
  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  /** Gradients are sums of such sums, map after map. */
  private static final double GRADIENTS = 1e-11;

  // B, D, H, L: no two of the first three alike, so that no shape passes for another
  private static final int[][] SIZES = {{1, 2, 3, 2}, {3, 1, 2, 3}, {4, 5, 1, 5}, {2, 7, 5, 4}};

  private static final String STACKED = "h'_l = tanh(b_l + h'_l-1 Wx_l + h_l Wh_l)";

  private final DeepCells cells;

  DeepHiddenTest(DeepCells cells) {
    this.cells = cells;
  }

  @Test
  @Task(1)
  @Points(2)
  void stackIsRightAtOddSizes() {
    Random random = new Random(1101);
    for (int[] size : SIZES) {
      Stack stack = Stack.random(random, size);
      List<DMatrixRMaj> expected = DeepOracle.stack(stack.layers(), stack.x(), stack.before());
      List<DMatrixRMaj> came = cells.stack(stack.layers(), stack.x(), stack.before());
      Expect.size("the list of new states" + where(size), came, size[3], "one state a layer");
      for (int l = 0; l < size[3]; l++) {
        Expect.that("the new state of layer " + (l + 1) + where(size), came.get(l))
            .is(expected.get(l), TOLERANCE, STACKED);
      }
    }
  }

  @Test
  @Task(1)
  void stackOfOneLayerIsAnElmanStep() {
    Stack stack = Stack.random(new Random(1102), new int[] {2, 3, 4, 1});
    List<DMatrixRMaj> came = cells.stack(stack.layers(), stack.x(), stack.before());
    Expect.size("the list of new states of one layer", came, 1, "one state a layer");
    Expect.that("the new state of one layer", came.get(0))
        .is(DeepOracle.stack(stack.layers(), stack.x(), stack.before()).get(0), TOLERANCE, STACKED);
  }

  @Test
  @Task(1)
  void stackLeavesItsArgumentsAlone() {
    Stack stack = Stack.random(new Random(1103), new int[] {2, 3, 4, 2});
    DMatrixRMaj x = stack.x().copy();
    DMatrixRMaj before = stack.before().get(1).copy();
    DMatrixRMaj b = stack.layers().get(0).b().copy();
    cells.stack(stack.layers(), stack.x(), stack.before());
    Expect.unmodified("the state before of layer 2", stack.before().get(1), before);
    Expect.unmodified("the input", stack.x(), x);
    Expect.unmodified("the bias of layer 1", stack.layers().get(0).b(), b);
  }

  @Test
  @Task(2)
  @Points(2)
  void transitionIsRightAtOddSizes() {
    Random random = new Random(1104);
    for (int[] size : SIZES) {
      Step step = Step.random(random, size);
      List<DMatrixRMaj> expected = DeepOracle.transition(step.cell(), step.x(), step.before());
      List<DMatrixRMaj> came = cells.transition(step.cell(), step.x(), step.before());
      Expect.size("the list u" + where(size), came, size[3], "u_1 to u_L");
      for (int l = 0; l < size[3]; l++) {
        Expect.that("u_" + (l + 1) + where(size), came.get(l))
            .is(
                expected.get(l),
                TOLERANCE,
                l == 0 ? "u_1 = tanh(b_1 + x Wx + h Wh)" : "u_l = tanh(b_l + u_l-1 W_l)");
      }
    }
  }

  @Test
  @Task(2)
  void transitionLeavesItsArgumentsAlone() {
    Step step = Step.random(new Random(1105), new int[] {2, 3, 4, 3});
    DMatrixRMaj x = step.x().copy();
    DMatrixRMaj before = step.before().copy();
    DMatrixRMaj b = step.cell().rest().get(0).b().copy();
    cells.transition(step.cell(), step.x(), step.before());
    Expect.unmodified("the state before", step.before(), before);
    Expect.unmodified("the input", step.x(), x);
    Expect.unmodified("the bias of map 2", step.cell().rest().get(0).b(), b);
  }

  @Test
  @Task(3)
  @Points(3)
  void bridgeIsRightAtOddSizes() {
    Random random = new Random(1106);
    for (int[] size : SIZES) {
      Step step = Step.random(random, size);
      DMatrixRMaj skip = DeepOracle.gaussian(random, size[2], size[2]);
      DMatrixRMaj gradient = DeepOracle.gaussian(random, size[0], size[2]);
      List<DMatrixRMaj> u = DeepOracle.transition(step.cell(), step.x(), step.before());
      Bridged expected = DeepOracle.bridge(step.cell(), skip, step.x(), step.before(), gradient);
      Bridged came = cells.bridge(step.cell(), skip, step.before(), step.below(u), gradient);
      Expect.that("the new state with a skip" + where(size), came.state())
          .suspect("the skip is missing: h Ws", u.get(size[3] - 1))
          .is(expected.state(), TOLERANCE, "h' = tanh(b_L + u_L-1 W_L + h Ws)");
      Expect.that("the gradient by the state before" + where(size), came.back())
          .is(expected.back(), GRADIENTS, "dh = da_1 Wh' + da_L Ws'");
    }
  }

  @Test
  @Task(3)
  void saturatedMapsLeaveTheSkip() {
    // u_1 is 1 to the last bit: nothing comes back through the maps, all that comes takes the skip
    Step step = Step.random(new Random(1107), new int[] {1, 2, 3, 2});
    step.cell().first().b().fill(1e3);
    DMatrixRMaj skip = DeepOracle.gaussian(new Random(1108), 3, 3);
    DMatrixRMaj gradient = DeepOracle.gaussian(new Random(1109), 1, 3);
    List<DMatrixRMaj> u = DeepOracle.transition(step.cell(), step.x(), step.before());
    Bridged came = cells.bridge(step.cell(), skip, step.before(), step.below(u), gradient);
    Expect.that("the gradient by the state before, with map 1 saturated,", came.back())
        .suspect("the way through the skip is missing, or overwritten", new DMatrixRMaj(1, 3))
        .is(
            DeepOracle.bridge(step.cell(), skip, step.x(), step.before(), gradient).back(),
            GRADIENTS,
            "dh = da_1 Wh' + da_L Ws'");
  }

  @Test
  @Task(3)
  void bridgeLeavesItsArgumentsAlone() {
    Random random = new Random(1110);
    Step step = Step.random(random, new int[] {2, 3, 4, 3});
    DMatrixRMaj skip = DeepOracle.gaussian(random, 4, 4);
    DMatrixRMaj gradient = DeepOracle.gaussian(random, 2, 4);
    List<DMatrixRMaj> u = DeepOracle.transition(step.cell(), step.x(), step.before());
    DMatrixRMaj before = step.before().copy();
    DMatrixRMaj gradientBefore = gradient.copy();
    List<DMatrixRMaj> uBefore = u.stream().map(DMatrixRMaj::copy).toList();
    cells.bridge(step.cell(), skip, step.before(), step.below(u), gradient);
    Expect.unmodified("the gradient by the new state", gradient, gradientBefore);
    Expect.unmodified("the state before", step.before(), before);
    for (int l = 0; l < 2; l++) {
      Expect.unmodified("u_" + (l + 1), u.get(l), uBefore.get(l));
    }
  }

  private record Stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before) {
    /** Of L layers, each one unit wider than the one below. */
    static Stack random(Random random, int[] size) {
      List<Layer> layers = new ArrayList<>();
      List<DMatrixRMaj> before = new ArrayList<>();
      int below = size[1];
      for (int l = 0; l < size[3]; l++) {
        int hidden = size[2] + l;
        layers.add(DeepOracle.layer(random, below, hidden));
        before.add(DeepOracle.gaussian(random, size[0], hidden));
        below = hidden;
      }
      return new Stack(layers, DeepOracle.gaussian(random, size[0], size[1]), before);
    }
  }

  private record Step(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    /** The maps below the last, which are what a bridge is given. */
    List<DMatrixRMaj> below(List<DMatrixRMaj> u) {
      return List.copyOf(u.subList(0, u.size() - 1));
    }

    static Step random(Random random, int[] size) {
      return new Step(
          DeepOracle.transition(random, size[1], size[2], size[3]),
          DeepOracle.gaussian(random, size[0], size[1]),
          DeepOracle.gaussian(random, size[0], size[2]));
    }
  }

  private static String where(int[] size) {
    return String.format(" for B = %d, D = %d, H = %d, L = %d", size[0], size[1], size[2], size[3]);
  }
}

package e06_vector;

import e06_vector.SingleOutput.Pass;
import e06_vector.SingleOutput.Weights;
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

/** The hidden tests of 06-vector: odd sizes, ragged lengths, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class VectorHiddenTest {
  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  /** Gradients are sums of such sums over steps and batch. */
  private static final double GRADIENTS = 1e-11;

  private static final String WHOLE =
      "dh_T = do Wo', da_t = (1 - h_t^2) dh_t, dh_(t-1) = da_t Wh', all steps added up";

  // T, B, D, H, V: no two alike, so that no shape passes for another
  private static final int[][] SIZES = {
    {1, 2, 3, 4, 5}, {4, 1, 2, 3, 5}, {5, 3, 4, 1, 2}, {6, 4, 1, 5, 3}
  };

  private final SingleOutput network;

  VectorHiddenTest(SingleOutput network) {
    this.network = network;
  }

  @Test
  @Task(1)
  @Points(2)
  void statesAndOutputAreRightAtOddSizes() {
    Random random = new Random(6001);
    for (int[] size : SIZES) {
      Weights weights = VectorOracle.weights(random, size[2], size[3], size[4]);
      List<DMatrixRMaj> x = VectorOracle.inputs(random, size[0], size[1], size[2]);
      int[] lengths = VectorOracle.lengths(random, size[0], size[1]);
      Pass expected = VectorOracle.pass(weights, x, lengths);
      Pass came = network.read(weights, x, lengths);
      Expect.size("the list of inputs", came.x(), size[0], "the inputs as they came");
      Expect.size("the list of states", came.h(), size[0] + 1, "h_0 to h_T");
      for (int t = 0; t <= size[0]; t++) {
        Expect.that("the state after step " + t + where(size), came.h().get(t))
            .is(expected.h().get(t), TOLERANCE, "h_t = tanh(b + x_t Wx + h_(t-1) Wh), or held");
      }
      Expect.that("the output" + where(size), came.o())
          .suspect("the bias c is missing", withoutBias(weights, expected.o()))
          .is(expected.o(), TOLERANCE, "o = c + h_T Wo");
    }
  }

  private static DMatrixRMaj withoutBias(Weights weights, DMatrixRMaj o) {
    DMatrixRMaj less = o.copy();
    for (int n = 0; n < less.getNumElements(); n++) {
      less.set(n, o.get(n) - weights.c().get(n % o.numCols));
    }
    return less;
  }

  @Test
  @Task(1)
  void paddingChangesNothing() {
    Random random = new Random(6002);
    Weights weights = VectorOracle.weights(random, 2, 3, 4);
    List<DMatrixRMaj> x = VectorOracle.inputs(random, 4, 3, 2);
    int[] lengths = {2, 4, 1};
    DMatrixRMaj first = network.read(weights, x, lengths).o().copy();
    for (int t = 0; t < 4; t++) {
      for (int i = 0; i < 3; i++) {
        x.get(t).set(i, 1, t < lengths[i] ? x.get(t).get(i, 1) : -3);
      }
    }
    Expect.that("the output with other padding", network.read(weights, x, lengths).o())
        .is(first, TOLERANCE, "h_t = h_(t-1) in the rows whose sequence is over");
  }

  @Test
  @Task(1)
  void readLeavesItsArgumentsAlone() {
    Random random = new Random(6003);
    Weights weights = VectorOracle.weights(random, 2, 3, 4);
    List<DMatrixRMaj> x = VectorOracle.inputs(random, 3, 2, 2);
    DMatrixRMaj input = x.get(1).copy();
    DMatrixRMaj b = weights.b().copy();
    DMatrixRMaj wh = weights.wh().copy();
    network.read(weights, x, new int[] {2, 3});
    Expect.unmodified("the input", x.get(1), input);
    Expect.unmodified("b", weights.b(), b);
    Expect.unmodified("Wh", weights.wh(), wh);
  }

  @Test
  @Task(2)
  @Points(3)
  void gradientsAreRightAtOddSizes() {
    Random random = new Random(6004);
    for (int[] size : SIZES) {
      Weights weights = VectorOracle.weights(random, size[2], size[3], size[4]);
      List<DMatrixRMaj> x = VectorOracle.inputs(random, size[0], size[1], size[2]);
      int[] lengths = new int[size[1]];
      Arrays.fill(lengths, size[0]);
      DMatrixRMaj output = VectorOracle.gaussian(random, size[1], size[4]);
      Pass pass = VectorOracle.pass(weights, x, lengths);
      Weights expected = VectorOracle.gradients(weights, x, lengths, output);
      compare(network.backward(weights, pass, output), expected, where(size));
    }
  }

  @Test
  @Task(3)
  @Points(3)
  void raggedGradientsAreRightAtOddSizes() {
    Random random = new Random(6005);
    for (int[] size : SIZES) {
      Weights weights = VectorOracle.weights(random, size[2], size[3], size[4]);
      List<DMatrixRMaj> x = VectorOracle.inputs(random, size[0], size[1], size[2]);
      int[] lengths = VectorOracle.lengths(random, size[0], size[1]);
      DMatrixRMaj output = VectorOracle.gaussian(random, size[1], size[4]);
      Pass pass = VectorOracle.pass(weights, x, lengths);
      Weights expected = VectorOracle.gradients(weights, x, lengths, output);
      compare(
          network.ragged(weights, pass, lengths, output),
          expected,
          where(size) + ", ragged lengths");
    }
  }

  private static void compare(Weights came, Weights expected, String where) {
    Expect.that("the gradient of c" + where, came.c()).is(expected.c(), GRADIENTS, "dc = do");
    Expect.that("the gradient of Wo" + where, came.wo())
        .is(expected.wo(), GRADIENTS, "dWo = h_T' do");
    Expect.that("the gradient of b" + where, came.b()).is(expected.b(), GRADIENTS, WHOLE);
    Expect.that("the gradient of Wx" + where, came.wx()).is(expected.wx(), GRADIENTS, WHOLE);
    Expect.that("the gradient of Wh" + where, came.wh()).is(expected.wh(), GRADIENTS, WHOLE);
  }

  @Test
  @Task(2)
  void backwardLeavesItsArgumentsAlone() {
    Random random = new Random(6006);
    Weights weights = VectorOracle.weights(random, 2, 3, 4);
    int[] lengths = {3, 3};
    Pass pass = VectorOracle.pass(weights, VectorOracle.inputs(random, 3, 2, 2), lengths);
    DMatrixRMaj output = VectorOracle.gaussian(random, 2, 4);
    DMatrixRMaj given = output.copy();
    DMatrixRMaj h = pass.h().get(2).copy();
    DMatrixRMaj wh = weights.wh().copy();
    network.backward(weights, pass, output);
    Expect.unmodified("do", output, given);
    Expect.unmodified("the states", pass.h().get(2), h);
    Expect.unmodified("Wh", weights.wh(), wh);
  }

  @Test
  @Task(3)
  void raggedLeavesItsArgumentsAlone() {
    Random random = new Random(6007);
    Weights weights = VectorOracle.weights(random, 2, 3, 4);
    int[] lengths = {1, 3};
    Pass pass = VectorOracle.pass(weights, VectorOracle.inputs(random, 3, 2, 2), lengths);
    DMatrixRMaj output = VectorOracle.gaussian(random, 2, 4);
    DMatrixRMaj given = output.copy();
    DMatrixRMaj x = pass.x().get(2).copy();
    DMatrixRMaj h = pass.h().get(2).copy();
    network.ragged(weights, pass, lengths, output);
    Expect.unmodified("do", output, given);
    Expect.unmodified("the inputs", pass.x().get(2), x);
    Expect.unmodified("the states", pass.h().get(2), h);
  }

  private static String where(int[] size) {
    return " for T = " + size[0] + ", B = " + size[1] + ", D = " + size[2] + ", H = " + size[3];
  }
}

package e10_lstm;

import e10_lstm.GatedUnits.Before;
import e10_lstm.GatedUnits.Step;
import e10_lstm.GatedUnits.Weights;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Visibility;

/** The hidden tests of 10-lstm: odd sizes, saturated gates, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class LstmHiddenTest {
  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  /** Gradients are sums of such sums over the batch. */
  private static final double GRADIENTS = 1e-11;

  // B, D, H: no two alike, so that no shape passes for another
  private static final int[][] SIZES = {{1, 2, 3}, {3, 1, 2}, {4, 5, 1}, {2, 7, 5}};

  private final GatedUnits units;

  LstmHiddenTest(GatedUnits units) {
    this.units = units;
  }

  @Test
  @Task(1)
  @Points(2)
  void stepIsRightAtOddSizes() {
    Random random = new Random(1001);
    for (int[] size : SIZES) {
      Weights weights = LstmOracle.weights(random, size[1], size[2], 4 * size[2]);
      Before before = LstmOracle.before(random, size[0], size[1], size[2]);
      Step expected = LstmOracle.step(weights, before);
      Step came = units.step(weights, before);
      String where = where(size);
      Expect.that("the input gate" + where, came.i())
          .is(expected.i(), TOLERANCE, "i = sigmoid(a_i), block 1 of i, f, o, g");
      Expect.that("the forget gate" + where, came.f())
          .is(expected.f(), TOLERANCE, "f = sigmoid(a_f), block 2 of i, f, o, g");
      Expect.that("the output gate" + where, came.o())
          .is(expected.o(), TOLERANCE, "o = sigmoid(a_o), block 3 of i, f, o, g");
      Expect.that("what could be stored" + where, came.g())
          .is(expected.g(), TOLERANCE, "g = tanh(a_g), block 4 of i, f, o, g");
      Expect.that("the new memory" + where, came.c()).is(expected.c(), TOLERANCE, "c' = f c + i g");
      Expect.that("the new state" + where, came.h()).is(expected.h(), TOLERANCE, "h' = o tanh(c')");
    }
  }

  @Test
  @Task(1)
  void saturatedGatesAreExact() {
    Random random = new Random(1002);
    DMatrixRMaj b = LstmOracle.gaussian(random, 1, 12);
    for (int j = 0; j < 9; j++) {
      // stores, forgets and speaks
      b.set(j, j >= 3 && j < 6 ? -1e4 : 1e4);
    }
    Weights weights = new Weights(new DMatrixRMaj(2, 12), new DMatrixRMaj(3, 12), b);
    Step came = units.step(weights, LstmOracle.before(random, 1, 2, 3));
    DMatrixRMaj expected = new DMatrixRMaj(1, 3);
    for (int j = 0; j < 3; j++) {
      expected.set(j, Math.tanh(Math.tanh(b.get(9 + j))));
    }
    Expect.that("the new state with i = 1, f = 0, o = 1", came.h())
        .is(
            expected,
            TOLERANCE,
            "sigmoid of large numbers is 0 or 1; c' = f c + i g, h' = o tanh(c')");
  }

  @Test
  @Task(1)
  void stepLeavesItsArgumentsAlone() {
    Random random = new Random(1003);
    Weights weights = LstmOracle.weights(random, 2, 3, 12);
    Before before = LstmOracle.before(random, 2, 2, 3);
    Before copy = copy(before);
    DMatrixRMaj b = weights.b().copy();
    units.step(weights, before);
    Expect.unmodified("the memory before", before.c(), copy.c());
    Expect.unmodified("the state before", before.h(), copy.h());
    Expect.unmodified("the input", before.x(), copy.x());
    Expect.unmodified("the bias", weights.b(), b);
  }

  @Test
  @Task(2)
  @Points(3)
  void gradientsAreRightAtOddSizes() {
    Random random = new Random(1004);
    for (int[] size : SIZES) {
      Weights weights = LstmOracle.weights(random, size[1], size[2], 4 * size[2]);
      Before before = LstmOracle.before(random, size[0], size[1], size[2]);
      DMatrixRMaj dh = LstmOracle.gaussian(random, size[0], size[2]);
      DMatrixRMaj dc = LstmOracle.gaussian(random, size[0], size[2]);
      Weights sum = LstmOracle.weights(random, size[1], size[2], 4 * size[2]);
      Weights soFar = new Weights(sum.wx().copy(), sum.wh().copy(), sum.b().copy());
      Step step = LstmOracle.step(weights, before);
      Before back = units.backward(weights, before, step, dh, dc, sum);
      Asked asked = new Asked(weights, before, dh, dc, where(size));
      asked.gradient("the memory before", back.c(), before.c(), "dc = dm f");
      asked.gradient("the state before", back.h(), before.h(), "dh = da Wh'");
      asked.gradient("the input", back.x(), before.x(), "dx = da Wx'");
      asked.sum("b", sum.b(), weights.b(), soFar.b(), "db += da");
      asked.sum("Wx", sum.wx(), weights.wx(), soFar.wx(), "dWx += x' da");
      asked.sum("Wh", sum.wh(), weights.wh(), soFar.wh(), "dWh += h' da, with the h before");
    }
  }

  private record Asked(
      Weights weights, Before before, DMatrixRMaj dh, DMatrixRMaj dc, String where) {
    void gradient(String what, DMatrixRMaj came, DMatrixRMaj of, String lookAt) {
      Expect.that("the gradient of " + what + where, came)
          .is(LstmOracle.gradient(weights, before, of, dh, dc), GRADIENTS, lookAt);
    }

    void sum(String what, DMatrixRMaj came, DMatrixRMaj of, DMatrixRMaj soFar, String lookAt) {
      DMatrixRMaj own = LstmOracle.gradient(weights, before, of, dh, dc);
      DMatrixRMaj expected = own.copy();
      CommonOps_DDRM.addEquals(expected, soFar);
      Expect.that("the gradient of " + what + ", added to the one so far," + where, came)
          .suspect("this step overwrites the sum so far: add up, += and not =", own)
          .is(expected, GRADIENTS, lookAt);
    }
  }

  @Test
  @Task(2)
  void backwardLeavesItsArgumentsAlone() {
    Random random = new Random(1005);
    Weights weights = LstmOracle.weights(random, 2, 3, 12);
    Before before = LstmOracle.before(random, 2, 2, 3);
    Before copy = copy(before);
    Step step = LstmOracle.step(weights, before);
    DMatrixRMaj c = step.c().copy();
    DMatrixRMaj i = step.i().copy();
    DMatrixRMaj dh = LstmOracle.gaussian(random, 2, 3);
    DMatrixRMaj dc = LstmOracle.gaussian(random, 2, 3);
    DMatrixRMaj dhBefore = dh.copy();
    DMatrixRMaj dcBefore = dc.copy();
    units.backward(weights, before, step, dh, dc, LstmOracle.weights(random, 2, 3, 12));
    Expect.unmodified("dc'", dc, dcBefore);
    Expect.unmodified("dh'", dh, dhBefore);
    Expect.unmodified("the memory before", before.c(), copy.c());
    Expect.unmodified("the step's memory", step.c(), c);
    Expect.unmodified("the step's input gate", step.i(), i);
  }

  @Test
  @Task(3)
  @Points(2)
  void gruIsRightAtOddSizes() {
    Random random = new Random(1006);
    for (int[] size : SIZES) {
      Weights reset = LstmOracle.weights(random, size[1], size[2], size[2]);
      Weights update = LstmOracle.weights(random, size[1], size[2], size[2]);
      Weights candidate = LstmOracle.weights(random, size[1], size[2], size[2]);
      DMatrixRMaj x = LstmOracle.gaussian(random, size[0], size[1]);
      DMatrixRMaj h = LstmOracle.gaussian(random, size[0], size[2]);
      Expect.that("the new state of a GRU" + where(size), units.gru(reset, update, candidate, x, h))
          .suspect(
              "the reset comes after the product, r (h Wh); here before it, (r h) Wh",
              LstmOracle.gru(reset, update, candidate, x, h, true))
          .is(
              LstmOracle.gru(reset, update, candidate, x, h, false),
              TOLERANCE,
              "h' = z h + (1 - z) n, n = tanh(b + x Wx + (r h) Wh)");
    }
  }

  @Test
  @Task(3)
  void gruLeavesItsArgumentsAlone() {
    Random random = new Random(1007);
    Weights weights = LstmOracle.weights(random, 2, 3, 3);
    DMatrixRMaj x = LstmOracle.gaussian(random, 2, 2);
    DMatrixRMaj h = LstmOracle.gaussian(random, 2, 3);
    DMatrixRMaj before = h.copy();
    units.gru(weights, weights, weights, x, h);
    Expect.unmodified("the state before", h, before);
  }

  private static Before copy(Before before) {
    return new Before(before.x().copy(), before.h().copy(), before.c().copy());
  }

  private static String where(int[] size) {
    return " for B = " + size[0] + ", D = " + size[1] + ", H = " + size[2];
  }
}

package e10_lstm;

import e10_lstm.GatedUnits.Before;
import e10_lstm.GatedUnits.Step;
import e10_lstm.GatedUnits.Weights;
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
 * The public tests of 10-lstm, written against the contract; start them from an IDE if you like.
 *
 * <p>Gates that work out on paper: sigmoid(ln 3) = 3/4, sigmoid(-ln 3) = 1/4, sigmoid(ln 9) = 9/10,
 * and tanh(ln 2) = 3/5. The step that goes back is made up, not computed: backward only reads it.
 */
@ExtendWith(SubjectExtension.class)
class LstmTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** Central differences with 1e-5 are off by the square of that, times a factor. */
  private static final double DIFFERENCES = 1e-7;

  /** The table is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);

  // one step of one unit, to go back through: tanh(c') = 3/5, so that 1 - tanh(c')^2 = 0.64
  private static final Weights ONE = new Weights(row(1, 2, -1, 0.5), row(0.5, 1, 2, -1), zero(4));
  private static final Before FROM = new Before(row(3), row(-2), row(2));
  private static final Step STEP =
      new Step(row(0.15), row(LN2), row(0.5), row(0.8), row(0.25), row(-0.5));

  // the loss whose gradients by the new state and the new memory are DH and DC
  private static final DMatrixRMaj DH = square(1, -2, 0.5, 1.5);
  private static final DMatrixRMaj DC = square(-0.3, 0.6, 1, -1);

  private final GatedUnits units;

  LstmTest(GatedUnits units) {
    this.units = units;
  }

  @Test
  @Task(1)
  @Points(2)
  void gatesOfOneUnitWorkOutOnPaper() {
    // i hears the input, f has a bias only, o hears the state, g hears the input
    Weights weights = new Weights(row(LN3, 0, 0, LN2), row(0, 0, 2 * LN3, 0), row(0, -LN3, 0, 0));
    Step step = units.step(weights, new Before(row(1), row(1), row(2)));
    Expect.that("the input gate i", step.i())
        .suspect("the blocks are taken in the order f, i, o, g; here it is i, f, o, g", row(0.25))
        .suspect("sigmoid is missing", row(LN3))
        .suspect("tanh is taken where sigmoid belongs", row(0.8))
        .is(row(0.75), TOLERANCE, "i = sigmoid(a_i), the first H columns of a");
    Expect.that("the forget gate f", step.f())
        .suspect("the bias of the forget gate is missing", row(0.5))
        .suspect("1 is added to the forget gate; it is in the bias", row(1 / (1 + 3 / Math.E)))
        .suspect("1 - f is taken for f: f = 1 keeps", row(0.75))
        .is(row(0.25), TOLERANCE, "f = sigmoid(a_f), the second H columns of a");
    Expect.that("the output gate o", step.o())
        .suspect(
            "the blocks are taken in the order i, f, g, o; here it is i, f, o, g", row(2 / 3.0))
        .suspect("the recurrent term h Wh is missing", row(0.5))
        .is(row(0.9), TOLERANCE, "o = sigmoid(a_o), the third H columns of a");
    Expect.that("what could be stored, g", step.g())
        .suspect("sigmoid is taken where tanh belongs", row(2 / 3.0))
        .is(row(0.6), TOLERANCE, "g = tanh(a_g), the last H columns of a");
  }

  @Test
  @Task(1)
  void saturatedGatesAreSwitches() {
    Step replaced = switched(1, 0, 1);
    Expect.that("the memory with i = 1 and f = 0", replaced.c())
        .suspect("the forget gate stands around the brackets, f (c + i g)", row(0))
        .suspect("i and f have changed places", row(0.7))
        .is(row(-0.4), TOLERANCE, "c' = f c + i g");
    Step kept = switched(0, 1, 1);
    Expect.that("the memory with i = 0 and f = 1", kept.c())
        .suspect("what is stored does not pass the input gate", row(0.3))
        .is(row(0.7), TOLERANCE, "c' = f c + i g");
    Step added = switched(1, 1, 1);
    Expect.that("the state with all gates open", added.h())
        .suspect("the tanh of the memory is missing, h' = o tanh(c')", row(0.3))
        .suspect("it is made with the memory before the step", row(Math.tanh(0.7)))
        .is(row(Math.tanh(0.3)), TOLERANCE, "h' = o tanh(c')");
    Expect.that("the state with o = 0", switched(1, 1, 0).h())
        .is(row(0), TOLERANCE, "h' = o tanh(c'): the output gate silences");
  }

  @Test
  @Task(1)
  void allGatesReadTheStateBefore() {
    // the input gate of unit 2 hears unit 1 and nothing else; all other gates are at 1/2
    DMatrixRMaj wh = new DMatrixRMaj(2, 8);
    wh.set(0, 1, 1);
    DMatrixRMaj b = row(0, 0, 0, 0, 0, 0, LN2, LN2);
    Step step = units.step(new Weights(zero(8), wh, b), new Before(row(1), zero(2), row(0.4, 0)));
    double newState = 0.5 * Math.tanh(0.5);
    Expect.that("the input gate of two units", step.i())
        .suspect(
            "unit 2 reads the new h of unit 1: all gates read the h before",
            row(0.5, 1 / (1 + Math.exp(-newState))))
        .is(row(0.5, 0.5), TOLERANCE, "a = b + x Wx + h Wh, with the h before the step");
  }

  @Test
  @Task(1)
  void gatesOfThreeStepsAreTheApprovedOnes(Approval approval) {
    Weights weights =
        new Weights(
            new DMatrixRMaj(
                new double[][] {
                  {1, -2, 0.5, 0.3, -1, 2, 1.5, -0.7}, {-0.5, 1, -1, 2, 0.4, 0.1, 0.8, 1.2}
                }),
            new DMatrixRMaj(
                new double[][] {
                  {0.6, 0.2, -0.9, 0.5, 1.1, -0.3, 0.7, -1},
                  {-0.4, 1.3, 0.8, -0.6, 0.2, 0.9, -0.5, 1}
                }),
            row(0, 0, 1, 1, 0, 0, 0, 0));
    DMatrixRMaj[] inputs = {row(1, 0), row(0, 1), row(1, -1)};
    StringBuilder text = new StringBuilder();
    text.append("Gates of an LSTM of two units, three steps, made-up weights\n");
    text.append("step unit       i       f       o       g       c       h\n");
    DMatrixRMaj h = zero(2);
    DMatrixRMaj c = zero(2);
    for (int t = 0; t < inputs.length; t++) {
      Step step = units.step(weights, new Before(inputs[t], h, c));
      for (int j = 0; j < 2; j++) {
        text.append(String.format(Locale.ROOT, "%4d %4d", t + 1, j + 1));
        for (DMatrixRMaj part :
            new DMatrixRMaj[] {step.i(), step.f(), step.o(), step.g(), step.c(), step.h()}) {
          text.append(String.format(Locale.ROOT, " %7.4f", part.get(0, j)));
        }
        text.append('\n');
      }
      h = step.h();
      c = step.c();
    }
    approval.verify("gates", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(2)
  void memoryPassesBackThroughTheForgetGate() {
    // dm = 1 + 2 * 0.25 * 0.64 = 1.32
    Before back = units.backward(ONE, FROM, STEP, row(2), row(1), gradients(0));
    Expect.that("the gradient of the memory before", back.c())
        .suspect("what reaches the memory through h' is missing: dh' o (1 - tanh^2)", row(0.8))
        .suspect("the slope of the memory's tanh is missing: 1 - tanh(c')^2", row(1.2))
        .suspect("it is not multiplied by f: dc = dm f", row(1.32))
        .suspect("dc' of the step after is missing", row(0.256))
        .suspect("the output gate is missing on the way from h' to c'", row(2.28 * 0.8))
        .is(row(1.056), TOLERANCE, "dc = dm f, dm = dc' + dh' o (1 - tanh(c')^2)");
  }

  @Test
  @Task(2)
  void gradientsOfOneUnitWorkOutOnPaper() {
    Weights sum = gradients(0);
    Before back = units.backward(ONE, FROM, STEP, row(2), row(1), sum);
    Expect.that("the gradient of b", sum.b())
        .suspect(
            "sigmoid' is missing: a gate's da has a factor s (1 - s)", row(-0.66, 2.64, 1.2, 0.495))
        .suspect("tanh' is missing for g: 1 - g^2", row(-0.165, 0.4224, 0.225, 0.66))
        .suspect(
            "the forget gate is blamed with the new memory; it multiplied the one before",
            row(-0.165, 0.2112 * LN2, 0.225, 0.495))
        .suspect(
            "the output gate is blamed with c' and not with tanh(c')",
            row(-0.165, 0.4224, 0.375 * LN2, 0.495))
        .suspect("nothing is added to the sum that was given", zero(4))
        .is(row(-0.165, 0.4224, 0.225, 0.495), TOLERANCE, "da_i, da_f, da_o, da_g, in this order");
    Expect.that("the gradient of Wx", sum.wx())
        .is(row(-0.495, 1.2672, 0.675, 1.485), TOLERANCE, "dWx += x' da");
    Expect.that("the gradient of Wh", sum.wh())
        .suspect(
            "it is made with the new state, not with the one before",
            row(-0.02475, 0.06336, 0.03375, 0.07425))
        .is(row(0.33, -0.8448, -0.45, -0.99), TOLERANCE, "dWh += h' da, with the h before");
    Expect.that("the gradient of the input", back.x()).is(row(0.7023), TOLERANCE, "dx = da Wx'");
    Expect.that("the gradient of the state before", back.h())
        .is(row(0.2949), TOLERANCE, "dh = da Wh'");
  }

  @Test
  @Task(2)
  void gradientsAreAddedToThoseSoFar() {
    Weights sum = gradients(10);
    units.backward(ONE, FROM, STEP, row(2), row(1), sum);
    Expect.that("the gradient of Wx after a step that came before", sum.wx())
        .suspect(
            "this step overwrites the sum so far: add up, += and not =",
            row(-0.495, 1.2672, 0.675, 1.485))
        .is(row(9.505, 11.2672, 10.675, 11.485), TOLERANCE, "dWx += x' da");
    Expect.that("the gradient of Wh after a step that came before", sum.wh())
        .suspect(
            "this step overwrites the sum so far: add up, += and not =",
            row(0.33, -0.8448, -0.45, -0.99))
        .is(row(10.33, 9.1552, 9.55, 9.01), TOLERANCE, "dWh += h' da");
    Expect.that("the gradient of b after a step that came before", sum.b())
        .suspect(
            "this step overwrites the sum so far: add up, += and not =",
            row(-0.165, 0.4224, 0.225, 0.495))
        .is(row(9.835, 10.4224, 10.225, 10.495), TOLERANCE, "db += da");
  }

  @Test
  @Task(value = 2, needs = 1)
  @Points(2)
  void gradientsAgreeWithDifferencesOfYourStep() {
    Weights weights =
        new Weights(
            row(0.5, -0.3, 0.8, 0.2, -0.6, 0.9, 0.4, -0.7),
            new DMatrixRMaj(
                new double[][] {
                  {0.1, 0.7, -0.4, 0.6, 0.3, -0.2, 0.5, -0.8},
                  {-0.5, 0.2, 0.9, -0.1, 0.6, 0.4, -0.3, 0.7}
                }),
            row(0, 0.1, 1, 1, -0.2, 0.3, 0, 0));
    Before before =
        new Before(column(1, -0.5), square(0.2, -0.1, 0.5, 0.4), square(0.7, -1, 0.3, 1.5));
    Weights sum = new Weights(zero(8), new DMatrixRMaj(2, 8), zero(8));
    Step step = units.step(weights, before);
    Before back = units.backward(weights, before, step, DH, DC, sum);
    // the matrices are the ones in weights and before: what is changed here is changed there
    DMatrixRMaj[] parts = {
      before.c(), before.h(), before.x(), weights.b(), weights.wx(), weights.wh()
    };
    DMatrixRMaj[] came = {back.c(), back.h(), back.x(), sum.b(), sum.wx(), sum.wh()};
    String[] names = {"the memory before", "the state before", "the input", "b", "Wx", "Wh"};
    for (int k = 0; k < parts.length; k++) {
      DMatrixRMaj slopes = parts[k].createLike();
      for (int n = 0; n < slopes.getNumElements(); n++) {
        double middle = parts[k].get(n);
        parts[k].set(n, middle + 1e-5);
        double above = loss(units.step(weights, before));
        parts[k].set(n, middle - 1e-5);
        slopes.set(n, (above - loss(units.step(weights, before))) / 2e-5);
        parts[k].set(n, middle);
      }
      Expect.that("the gradient of " + names[k] + ", two units, two examples", came[k])
          .is(slopes, DIFFERENCES, "the backward line of it: your own step has another slope");
    }
  }

  private static double loss(Step step) {
    double loss = 0;
    for (int n = 0; n < DH.getNumElements(); n++) {
      loss += DH.get(n) * step.h().get(n) + DC.get(n) * step.c().get(n);
    }
    return loss;
  }

  @Test
  @Task(3)
  @Points(2)
  void gruOfTwoUnitsWorksOutOnPaper() {
    // r = (3/4, 1/4), z = 4/5; r h = (0.375, -0.25), their sum 1/8 times 8 ln 2, so n = 3/5
    Weights reset = new Weights(zero(2), new DMatrixRMaj(2, 2), row(LN3, -LN3));
    Weights update = new Weights(row(LN2, LN2), new DMatrixRMaj(2, 2), zero(2));
    double w = 8 * LN2;
    Weights candidate = new Weights(zero(2), square(w, w, w, w), zero(2));
    DMatrixRMaj h = units.gru(reset, update, candidate, row(2), row(0.5, -1));
    Expect.that("the new state of a GRU", h)
        .suspect("z and 1 - z have changed places: here z keeps", row(0.58, 0.28))
        .suspect(
            "the reset comes after the product, r (h Wh); here before it, (r h) Wh",
            row(0.4 - 0.2 * 63 / 65, -0.8 - 0.2 * 0.6))
        .suspect("the reset gate is missing", row(0.4 - 0.2 * 255 / 257, -0.8 - 0.2 * 255 / 257))
        .suspect("what is kept is r h; only the candidate hears the reset", row(0.42, -0.08))
        .suspect("the tanh of the candidate is missing", row(0.4 + 0.2 * LN2, -0.8 + 0.2 * LN2))
        .is(row(0.52, -0.68), TOLERANCE, "h' = z h + (1 - z) n, n = tanh(b + x Wx + (r h) Wh)");
  }

  @Test
  @Task(3)
  void saturatedUpdateGateKeepsOrReplaces() {
    DMatrixRMaj two = new DMatrixRMaj(2, 2);
    Weights shut = new Weights(zero(2), two, row(-1000, -1000));
    Weights open = new Weights(zero(2), two, row(1000, 1000));
    Weights candidate = new Weights(row(0.5 * LN2, 0), square(5, 5, 5, 5), row(0, LN2));
    Expect.that(
            "the new state with z = 1", units.gru(open, open, candidate, row(2), row(0.5, -0.3)))
        .suspect(
            "z and 1 - z have changed places: here z keeps",
            row(Math.tanh(1 + LN2), Math.tanh(1 + LN2)))
        .is(row(0.5, -0.3), TOLERANCE, "h' = z h + (1 - z) n");
    Expect.that(
            "the new state with z = 0 and r = 0",
            units.gru(shut, shut, candidate, row(2), row(0.5, -0.3)))
        .suspect("z and 1 - z have changed places: here z keeps", row(0.5, -0.3))
        .suspect(
            "the candidate hears the state though r = 0",
            row(Math.tanh(1 + LN2), Math.tanh(1 + LN2)))
        .suspect("the bias of the candidate is missing", row(0.6, 0))
        .is(row(0.6, 0.6), TOLERANCE, "n = tanh(b + x Wx + (r h) Wh)");
  }

  /** A step from a memory of 0.7 with g = -0.4 and gates of 0 or 1. */
  private Step switched(int i, int f, int o) {
    double g = 0.5 * Math.log(0.6 / 1.4);
    DMatrixRMaj b = row(2000 * i - 1000, 2000 * f - 1000, 2000 * o - 1000, g);
    return units.step(new Weights(zero(4), zero(4), b), new Before(row(1), row(1), row(0.7)));
  }

  private static Weights gradients(double value) {
    return new Weights(
        row(value, value, value, value),
        row(value, value, value, value),
        row(value, value, value, value));
  }

  private static DMatrixRMaj zero(int columns) {
    return new DMatrixRMaj(1, columns);
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj column(double a, double b) {
    return new DMatrixRMaj(new double[][] {{a}, {b}});
  }

  private static DMatrixRMaj square(double a, double b, double c, double d) {
    return new DMatrixRMaj(new double[][] {{a, b}, {c, d}});
  }
}

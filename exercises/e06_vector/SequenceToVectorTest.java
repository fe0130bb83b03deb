package e06_vector;

import e06_vector.SingleOutput.Pass;
import e06_vector.SingleOutput.Weights;
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
 * The public tests of 06-vector, written against the contract; start them from an IDE if you like.
 *
 * <p>Numbers that work out on paper: tanh(ln 2) = 3/5 and tanh(ln 3) = 4/5. The states that
 * gradients go back through are made up, not computed: backward only reads them.
 */
@ExtendWith(SubjectExtension.class)
class SequenceToVectorTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The tables are rounded to four places; a last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  // D = H = 1, V = 2: x Wx is x, the recurrent weight is 0.5, and o = (h, -h) + (0.1, 0)
  private static final Weights ONE = new Weights(row(1), row(0.5), row(0), row(1, -1), row(0.1, 0));

  private static final double FIRST = Math.log(2);

  /** Together with half of the state 0.6 this is ln 3. */
  private static final double SECOND = Math.log(3) - 0.3;

  private final SingleOutput network;

  SequenceToVectorTest(SingleOutput network) {
    this.network = network;
  }

  @Test
  @Task(1)
  void outputIsMadeOfTheLastStateOnly() {
    Pass came = network.read(ONE, List.of(row(FIRST), row(SECOND)), new int[] {2});
    Expect.size("the list of states", came.h(), 3, "h_0 to h_T: one more than there are steps");
    Expect.that("the state after step 1", came.h().get(1))
        .is(row(0.6), TOLERANCE, "h_1 = tanh(b + x_1 Wx + 0 Wh)");
    Expect.that("the state after step 2", came.h().get(2))
        .suspect("the recurrent term h Wh is missing", row(Math.tanh(SECOND)))
        .suspect("tanh is missing", row(FIRST / 2 + SECOND))
        .suspect("the last step is left out", row(0.6))
        .is(row(0.8), TOLERANCE, "h_t = tanh(b + x_t Wx + h_(t-1) Wh)");
    Expect.that("the output", came.o())
        .suspect("the outputs of all steps are added up; (iii) has one", row(1.6, -1.4))
        .suspect("all states are added up; only the last is read", row(1.5, -1.4))
        .suspect("the states are averaged; only the last is read", row(0.8, -0.7))
        .suspect("it is read one step early", row(0.7, -0.6))
        .suspect("the bias c is missing", row(0.8, -0.8))
        .is(row(0.9, -0.8), TOLERANCE, "o = c + h_T Wo, once, at the end");
  }

  @Test
  @Task(1)
  @Points(2)
  void shortSequenceIsHeldFromItsEndOn() {
    // two examples with the same first step; the first one ends there, and what follows is rubbish
    List<DMatrixRMaj> x = List.of(column(FIRST, FIRST), column(7, SECOND));
    Pass came = network.read(ONE, x, new int[] {1, 2});
    Expect.size("the list of states", came.h(), 3, "h_0 to h_T: one more than there are steps");
    Expect.that("the last state of examples of 1 and 2 steps", came.h().get(2))
        .suspect("the padding is read", column(Math.tanh(7.3), 0.8))
        .suspect("the state is set to zero after the end; it is held", column(0, 0.8))
        .suspect("every example ends one step too early: t at most its length", column(0, 0.6))
        .suspect("the mask of one example is used for all", column(0.6, 0.6))
        .is(column(0.6, 0.8), TOLERANCE, "h_t = h_(t-1) in the rows whose sequence is over");
    Expect.that("the output of examples of 1 and 2 steps", came.o())
        .is(square(0.7, -0.6, 0.9, -0.8), TOLERANCE, "o = c + h_T Wo");
  }

  @Test
  @Task(1)
  void statesOfThreeLengthsAreTheApprovedOnes(Approval approval) {
    List<DMatrixRMaj> x =
        List.of(
            new DMatrixRMaj(new double[][] {{1, 0}, {0.5, -1}, {-1, 2}}),
            new DMatrixRMaj(new double[][] {{9, 9}, {1, 1}, {0, -0.5}}),
            new DMatrixRMaj(new double[][] {{9, -9}, {-9, 9}, {1.5, 0.5}}));
    Pass came = network.read(two(), x, new int[] {1, 2, 3});
    StringBuilder text = new StringBuilder();
    text.append("States of two units, examples of 1, 2 and 3 steps, made-up weights\n");
    text.append("step example      h1      h2\n");
    for (int t = 0; t <= 3; t++) {
      for (int i = 0; i < 3; i++) {
        DMatrixRMaj h = came.h().get(t);
        text.append(
            String.format(
                Locale.ROOT, "%4d %7d %7.4f %7.4f%n", t, i + 1, h.get(i, 0), h.get(i, 1)));
      }
    }
    approval.verify("states", text.toString().replace("\r\n", "\n"), LAST_PLACE);
  }

  @Test
  @Task(2)
  void oneStepIsOneLayer() {
    // do = (-1/2, 1/2), dh = -1, da = (1 - 0.5^2) (-1) = -0.75
    Weights came = network.backward(ONE, pass(1), row(-0.5, 0.5));
    Expect.that("the gradient of b after one step", came.b())
        .suspect("tanh' is missing: da = (1 - h^2) dh", row(-1))
        .suspect("tanh' is taken of the state before the step", row(-0.84))
        .is(row(-0.75), TOLERANCE, "da = (1 - h^2) dh, dh = do Wo'");
    Expect.that("the gradient of Wh after one step", came.wh())
        .suspect("it is made with the state after the step, not before it", row(-0.375))
        .is(row(-0.3), TOLERANCE, "dWh = h_(t-1)' da");
    Expect.that("the gradient of Wo after one step", came.wo())
        .suspect("it is made with the state before the step, not after it", row(-0.2, 0.2))
        .is(row(-0.25, 0.25), TOLERANCE, "dWo = h_T' do");
    Expect.that("the gradient of c after one step", came.c())
        .is(row(-0.5, 0.5), TOLERANCE, "dc = do");
  }

  @Test
  @Task(2)
  @Points(2)
  void gradientsOfTheTiedCopiesAddUp() {
    // step 2: dh = -1, da = -0.96; step 1: dh = 0.5 (-0.96) = -0.48, da = -0.36
    Weights came = network.backward(ONE, pass(2), row(-0.5, 0.5));
    Expect.that("the gradient of Wh after two steps", came.wh())
        .suspect("the output's gradient enters at every step; (iii) has one output", row(-0.924))
        .suspect("the first step overwrites the second: add up, += and not =", row(-0.144))
        .suspect("only the last step counts: go on to the first", row(-0.48))
        .suspect("the copies are averaged: their gradients add up", row(-0.312))
        .suspect("tanh' is missing: da = (1 - h^2) dh", row(-0.7))
        .suspect("the states are one step off: h_(t-1)' da_t", row(0.012))
        .is(row(-0.624), TOLERANCE, "dWh = sum of h_(t-1)' da_t, dh_(t-1) = da_t Wh'");
    Expect.that("the gradient of Wx after two steps", came.wx())
        .suspect("the first step overwrites the second: add up, += and not =", row(-0.72))
        .is(row(0.24), TOLERANCE, "dWx = sum of x_t' da_t");
    Expect.that("the gradient of b after two steps", came.b())
        .is(row(-1.32), TOLERANCE, "db = sum of da_t");
    Expect.that("the gradient of Wo after two steps", came.wo())
        .suspect("every state is used; the output reads the last one only", row(-0.15, 0.15))
        .is(row(0.1, -0.1), TOLERANCE, "dWo = h_T' do");
    Expect.that("the gradient of c after two steps", came.c())
        .suspect("it is added once a step; there is one output", row(-1, 1))
        .is(row(-0.5, 0.5), TOLERANCE, "dc = do");
  }

  @Test
  @Task(2)
  void gradientsOfTwoUnitsAreTheApprovedOnes(Approval approval) {
    Pass pass =
        new Pass(
            List.of(square(1, 0, 0.5, -1), square(0, 1, -1, 0.5), square(1, 1, 0, -0.5)),
            List.of(
                square(0, 0, 0, 0),
                square(0.5, -0.3, -0.2, 0.4),
                square(0.6, 0.2, -0.6, -0.1),
                square(0.3, 0.7, 0.1, -0.5)),
            square(1, 0, 0, 1));
    Weights came = network.backward(two(), pass, square(0.4, -0.4, -0.7, 0.7));
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
  @Task(3)
  @Points(2)
  void heldStepsHandTheGradientOnAsItIs() {
    // example 1 ends after step 1: dh = 0.5 is handed through step 2, then da = 0.75 * 0.5 = 0.375;
    // example 2 is that of the test above
    Pass pass =
        new Pass(
            List.of(column(2, 2), column(9, -1)),
            List.of(column(0.4, 0.4), column(0.5, 0.5), column(0.5, -0.2)),
            square(0, 0, 0, 0));
    Weights came = network.ragged(ONE, pass, new int[] {1, 2}, square(0.25, -0.25, -0.5, 0.5));
    Expect.that("the gradient of Wx with examples of 1 and 2 steps", came.wx())
        .suspect("the padding is blamed: a step that only held has da = 0", row(3.89625))
        .suspect("the example that ended is lost: its dh is handed on", row(0.24))
        .suspect("a held step still multiplies by 1 - h^2; it hands on as it is", row(0.8025))
        .suspect("a held step still multiplies by Wh; it hands on as it is", row(0.615))
        .suspect("every example ends one step too early: t at most its length", row(-1.5))
        .is(row(0.99), TOLERANCE, "da = 0 where t is above the length");
    Expect.that("the gradient of Wh with examples of 1 and 2 steps", came.wh())
        .is(row(-0.474), TOLERANCE, "dWh = sum of h_(t-1)' da_t");
    Expect.that("the gradient of b with examples of 1 and 2 steps", came.b())
        .is(row(-0.945), TOLERANCE, "db = sum of da_t");
    Expect.that("the gradient of Wo with examples of 1 and 2 steps", came.wo())
        .is(row(0.225, -0.225), TOLERANCE, "dWo = h_T' do: the last state is every example's own");
    Expect.that("the gradient of c with examples of 1 and 2 steps", came.c())
        .is(row(-0.25, 0.25), TOLERANCE, "dc = do");
  }

  @Test
  @Task(3)
  void fullLengthsAreTheGradientOfTaskTwo() {
    Weights came = network.ragged(ONE, pass(2), new int[] {2}, row(-0.5, 0.5));
    Expect.that("the gradient of Wh where nothing is padded", came.wh())
        .suspect("every example ends one step too early: t at most its length", row(-0.3))
        .is(row(-0.624), TOLERANCE, "where no step holds, this is task 2");
  }

  /** Up to two steps of one unit: x = 2, -1; h = 0.4, 0.5, -0.2. */
  private static Pass pass(int steps) {
    return new Pass(
        List.of(row(2), row(-1)).subList(0, steps),
        List.of(row(0.4), row(0.5), row(-0.2)).subList(0, steps + 1),
        row(0, 0));
  }

  private static Weights two() {
    return new Weights(
        square(0.5, -0.3, 0.8, 0.2),
        square(0.1, 0.7, -0.4, 0.6),
        row(0.2, -0.1),
        square(1, 0.5, -0.5, 1),
        row(0, 0));
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

  private static DMatrixRMaj column(double a, double b) {
    return new DMatrixRMaj(new double[][] {{a}, {b}});
  }

  private static DMatrixRMaj square(double a, double b, double c, double d) {
    return new DMatrixRMaj(new double[][] {{a, b}, {c, d}});
  }
}

package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unroll.probe.ProbeFixtures.init;
import static unroll.probe.ProbeFixtures.inputs;
import static unroll.probe.ProbeFixtures.largestDifference;
import static unroll.probe.ProbeFixtures.matrix;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.house.Published;
import unroll.layer.Activation;
import unroll.matrix.Matrix;
import unroll.tape.Tape;

class JacobianTest {
  /** The same products in another order. */
  private static final double ROUNDING = 1e-12;

  /** Central differences with a step of 1e-6 leave about 1e-10. */
  private static final double FINITE_DIFFERENCE = 1e-8;

  @ParameterizedTest
  @EnumSource(Activation.class)
  void productOfFactorsEqualsTheTape(Activation activation) {
    Elman cell = Elman.of(3, 7, activation, init(1));
    Matrix xs = inputs(6, 3, 2);
    Jacobian analytic = Jacobian.product(cell, xs, 1, 6);
    Jacobian taped = Jacobian.ofOutput(cell, xs, 1, 6);
    assertEquals(0, largestDifference(analytic.values(), taped.values()), ROUNDING);
  }

  @Test
  void productReachesBackToTheStart() {
    Elman cell = Elman.of(2, 5, init(1));
    Matrix xs = inputs(4, 2, 2);
    Jacobian analytic = Jacobian.product(cell, xs, 0, 4);
    Jacobian taped = Jacobian.ofOutput(cell, xs, 0, 4);
    assertEquals(0, largestDifference(analytic.values(), taped.values()), ROUNDING);
  }

  @Test
  @Published("Pascanu, Mikolov and Bengio 2013, equation 5")
  void factorOfOneUnitIsSlopeTimesWeight() {
    Elman cell = Recurrence.of(matrix(new double[] {0.8}), Activation.TANH);
    Jacobian factor = Jacobian.ofStep(cell, new double[] {0.5}, 1);
    assertEquals(0.75 * 0.8, factor.values()[0][0], 1e-15);
  }

  @Test
  void linearModelGivesThePowersOfTheWeightsInTheLecturesOrientation() {
    Elman cell = Recurrence.linear(matrix(new double[] {1, 2}, new double[] {0, 3}));
    Jacobian twoSteps = Jacobian.ofOutput(cell, inputs(2, 2, 1), 0, 2);
    assertArrayEquals(new double[] {1, 8}, twoSteps.values()[0], ROUNDING);
    assertArrayEquals(new double[] {0, 9}, twoSteps.values()[1], ROUNDING);
  }

  @Test
  void noStepIsTheIdentity() {
    Jacobian none = Jacobian.ofOutput(Elman.of(2, 2, init(1)), inputs(3, 2, 2), 3, 3);
    assertEquals(0, largestDifference(none.values(), new double[][] {{1, 0}, {0, 1}}));
  }

  @Test
  void noStepFromTheStartIsTheIdentityOfTheWholeState() {
    Jacobian none = Jacobian.ofState(Lstm.of(2, 3, init(1)), inputs(3, 2, 2), 0, 0);
    assertEquals(6, none.values().length);
  }

  @Test
  void wholeStateOfAnLstmMatchesFiniteDifferences() {
    Lstm cell = Lstm.of(2, 3, init(1));
    Matrix xs = inputs(4, 2, 2);
    double[][] taped = Jacobian.ofState(cell, xs, 0, 4).values();
    double step = 1e-6;
    for (int j = 0; j < 6; j++) {
      double[] up = lastState(cell, xs, j, step);
      double[] down = lastState(cell, xs, j, -step);
      for (int i = 0; i < 6; i++) {
        assertEquals((up[i] - down[i]) / (2 * step), taped[i][j], FINITE_DIFFERENCE);
      }
    }
  }

  @Test
  void wholeStatesChainThroughAStepBetween() {
    Lstm cell = Lstm.of(2, 4, init(1));
    Matrix xs = inputs(6, 2, 2);
    Jacobian chained = Jacobian.ofState(cell, xs, 2, 6).times(Jacobian.ofState(cell, xs, 0, 2));
    Jacobian direct = Jacobian.ofState(cell, xs, 0, 6);
    assertEquals(0, largestDifference(direct.values(), chained.values()), ROUNDING);
  }

  @Test
  void gruChainsLikeEveryCellWhoseStateIsItsOutput() {
    Gru cell = Gru.of(2, 4, init(1));
    Matrix xs = inputs(5, 2, 2);
    List<Jacobian> all = Jacobian.ofOutputs(cell, xs, 5);
    Jacobian chained = all.get(3).times(Jacobian.ofOutput(cell, xs, 0, 3));
    assertEquals(0, largestDifference(all.get(0).values(), chained.values()), ROUNDING);
  }

  @Test
  void jacobiansThatDoNotMeetAreRefused() {
    Jacobian one = new Jacobian(new double[][] {{1}}, 2, 3);
    assertThrows(IllegalArgumentException.class, () -> one.times(one));
  }

  @Test
  void normIsTheLargestSingularValue() {
    Jacobian stretched = new Jacobian(new double[][] {{0, -3}, {2, 0}}, 0, 1);
    assertArrayEquals(new double[] {3, 2}, stretched.singularValues(), ROUNDING);
    assertEquals(3, stretched.norm(), ROUNDING);
  }

  @Test
  void gradientsOfTheCellStayAsTheyWere() {
    Elman cell = Elman.of(2, 3, init(1));
    cell.bias().gradient().fill(7);
    Jacobian unused = Jacobian.ofOutput(cell, inputs(3, 2, 2), 0, 3);
    assertEquals(3, unused.values().length);
    assertArrayEquals(new double[] {7, 7, 7}, cell.bias().gradient().toArray()[0]);
  }

  @Test
  void stepsOutsideTheSequenceAreNamed() {
    Elman cell = Elman.of(2, 3, init(1));
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> Jacobian.ofOutput(cell, inputs(3, 2, 2), 1, 4));
    assertEquals("steps 1 to 4 are not within 0 to 3", refused.getMessage());
  }

  @Test
  void inputsOfTheWrongWidthAreNamed() {
    Elman cell = Elman.of(2, 3, init(1));
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> Jacobian.product(cell, inputs(3, 4, 2), 0, 2));
    assertTrue(refused.getMessage().contains("3 x 4"), refused.getMessage());
  }

  @Test
  void partThatIsNotThereIsNamedWithThoseThatAre() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Jacobian.ofPart(Lstm.of(1, 2, init(1)), "m", inputs(3, 1, 2), 0, 2));
    assertEquals("the state has no part m; it has [h, c]", refused.getMessage());
  }

  /** h and c after all steps, with number j of the start moved. */
  private static double[] lastState(Lstm cell, Matrix xs, int j, double distance) {
    Tape tape = Tape.off();
    Matrix h = Matrix.of(xs.precision(), new double[3]);
    Matrix c = Matrix.of(xs.precision(), new double[3]);
    (j < 3 ? h : c).set(0, j % 3, distance);
    Lstm.State state = new Lstm.State(tape.constant(h), tape.constant(c));
    for (int t = 0; t < xs.rows(); t++) {
      state = cell.step(tape.constant(xs.rows(t, t + 1)), state);
    }
    double[] result = new double[6];
    for (int i = 0; i < 3; i++) {
      result[i] = state.h().matrix().get(0, i);
      result[3 + i] = state.c().matrix().get(0, i);
    }
    return result;
  }
}

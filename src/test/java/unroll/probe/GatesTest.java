package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unroll.probe.ProbeFixtures.init;
import static unroll.probe.ProbeFixtures.inputs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.house.Published;
import unroll.matrix.Matrix;

class GatesTest {
  private static final double ROUNDING = 1e-12;
  private static final int STEPS = 5;
  private static final int BATCH = 3;
  private static final int HIDDEN = 4;

  @Test
  void gatesOfAnLstmGiveItsOwnMemory() {
    LstmGates gates = lstmGates();
    forAll(
        (t, b, j) -> {
          double before = t == 0 ? 0 : gates.memory()[t - 1][b][j];
          double c =
              gates.forget()[t][b][j] * before
                  + gates.input()[t][b][j] * gates.candidate()[t][b][j];
          assertEquals(gates.memory()[t][b][j], c, ROUNDING);
        });
  }

  @Test
  void outputGateOfAnLstmGivesItsOwnOutput() {
    LstmGates gates = lstmGates();
    forAll(
        (t, b, j) ->
            assertEquals(
                gates.h()[t][b][j],
                gates.output()[t][b][j] * Math.tanh(gates.memory()[t][b][j]),
                ROUNDING));
  }

  @ParameterizedTest
  @EnumSource(Gru.Reset.class)
  void gatesOfAGruGiveItsOwnOutput(Gru.Reset reset) {
    Gru cell = Gru.of(2, HIDDEN, reset, init(1));
    cell.candidateBias().matrix().fill(reset == Gru.Reset.AFTER_PRODUCT ? 0.3 : 0);
    GruGates gates = GruGates.of(cell, inputs(STEPS * BATCH, 2, 2), STEPS);
    forAll(
        (t, b, j) -> {
          double z = gates.update()[t][b][j];
          double before = t == 0 ? 0 : gates.h()[t - 1][b][j];
          assertEquals(
              gates.h()[t][b][j], z * before + (1 - z) * gates.candidate()[t][b][j], ROUNDING);
        });
  }

  @Test
  @Published("Karpathy, Johnson and Li 2015")
  void saturationIsTheShareOfTimeOutsideTenAndNinetyPercent() {
    // Two steps of two examples of two units.
    double[][][] gate = {{{0.05, 0.95}, {0.05, 0.5}}, {{0.95, 0.1}, {0.05, 0.9}}};
    GateStatistics statistics = GateStatistics.of(gate);
    assertArrayEquals(new double[] {0.75, 0}, statistics.leftSaturated(), ROUNDING);
    assertArrayEquals(new double[] {0.25, 0.25}, statistics.rightSaturated(), ROUNDING);
  }

  @Test
  void meanIsOverStepsAndExamples() {
    double[][][] gate = {{{0.1}, {0.2}}, {{0.3}, {0.6}}};
    assertEquals(0.3, GateStatistics.of(gate).mean()[0], ROUNDING);
  }

  @Test
  void timeScaleIsTheTimeInWhichTheProductFallsToOneInE() {
    assertEquals(10, GateStatistics.timeScale(Math.exp(-0.1)), ROUNDING);
  }

  @Test
  void timeScaleOfSeveralGatesFollowsTheirProduct() {
    double[][][] gate = {{{0.5}}, {{0.125}}};
    assertEquals(-2 / Math.log(0.5 * 0.125), GateStatistics.of(gate).timeScale()[0], ROUNDING);
  }

  @Test
  void openGateRemembersForever() {
    assertEquals(Double.POSITIVE_INFINITY, GateStatistics.timeScale(1));
  }

  @Test
  void shutGateRemembersNothing() {
    assertEquals(0, GateStatistics.timeScale(0));
  }

  @Test
  void numberThatIsNoGateIsRefused() {
    var refused = assertThrows(IllegalArgumentException.class, () -> GateStatistics.timeScale(1.5));
    assertEquals("a gate is within 0 to 1, this one is 1.5", refused.getMessage());
  }

  @Test
  void withoutRecurrentWeightsTheDirectPathIsTheWholeDerivative() {
    Lstm cell = Lstm.of(2, HIDDEN, init(1));
    cell.recurrentWeights().matrix().fill(0);
    MemoryPath path = MemoryPath.of(cell, inputs(STEPS, 2, 2), 1, STEPS);
    for (int i = 0; i < HIDDEN; i++) {
      for (int j = 0; j < HIDDEN; j++) {
        assertEquals(i == j ? path.direct()[i] : 0, path.total()[i][j], ROUNDING);
      }
    }
  }

  @Test
  void withRecurrentWeightsPartOfTheDerivativeGoesRound() {
    Matrix xs = inputs(STEPS, 2, 2);
    double share = MemoryPath.of(Lstm.of(2, HIDDEN, init(1)), xs, 1, STEPS).indirectShare();
    assertTrue(share > 0.01 && share < 1, "share " + share);
  }

  @Test
  @Published("Gers, Schmidhuber and Cummins 2000")
  void directPathIsTheProductOfTheForgetGatesBetween() {
    Lstm cell = Lstm.of(2, HIDDEN, init(1));
    Matrix xs = inputs(STEPS, 2, 2);
    double[][][] f = LstmGates.of(cell, xs, STEPS).forget();
    // From state 2 to state 4: the gates of steps 3 and 4.
    double[] direct = MemoryPath.of(cell, xs, 2, 4).direct();
    assertEquals(f[2][0][1] * f[3][0][1], direct[1], ROUNDING);
  }

  private static LstmGates lstmGates() {
    return LstmGates.of(Lstm.of(2, HIDDEN, init(1)), inputs(STEPS * BATCH, 2, 2), STEPS);
  }

  private interface Place {
    void check(int t, int b, int j);
  }

  private static void forAll(Place place) {
    for (int t = 0; t < STEPS; t++) {
      for (int b = 0; b < BATCH; b++) {
        for (int j = 0; j < HIDDEN; j++) {
          place.check(t, b, j);
        }
      }
    }
  }
}

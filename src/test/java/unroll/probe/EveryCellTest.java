package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unroll.probe.ProbeFixtures.init;
import static unroll.probe.ProbeFixtures.inputs;
import static unroll.probe.ProbeFixtures.largestDifference;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.cell.Cell;
import unroll.cell.Delayed;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.Leaky;
import unroll.cell.Lstm;
import unroll.cell.Stacked;
import unroll.matrix.Matrix;
import unroll.tape.Value;

/** The probes ask nothing of a cell but its contract. */
class EveryCellTest {
  private static final double ROUNDING = 1e-12;
  private static final int STEPS = 7;
  private static final Matrix XS = inputs(STEPS, 2, 9);

  static Stream<Named<Cell<?>>> cells() {
    return Stream.of(
        Named.of("Elman", Elman.of(2, 3, init(1))),
        Named.of("LSTM", Lstm.of(2, 3, init(1))),
        Named.of("GRU", Gru.of(2, 3, init(1))),
        Named.of("leaky", Leaky.fixed(2, new double[] {1, 3, 9}, init(1))),
        Named.of("skip over time", Delayed.of(2, 3, init(1), 1, 3)),
        Named.of("stacked", Stacked.of(Lstm.of(2, 3, init(1)), Gru.of(3, 4, init(2)))));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void wholeStatesChainThroughAStepBetween(Cell<?> cell) {
    Jacobian direct = Jacobian.ofState(cell, XS, 1, STEPS);
    Jacobian chained = Jacobian.ofState(cell, XS, 4, STEPS).times(Jacobian.ofState(cell, XS, 1, 4));
    assertEquals(0, largestDifference(direct.values(), chained.values()), ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void gradientReachesTheStart(Cell<?> cell) {
    GradientFlow flow = GradientFlow.of(cell, XS, STEPS, Value::sum);
    assertTrue(flow.norms()[STEPS] > 0);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void windowOfAllStepsHasNoBias(Cell<?> cell) {
    TruncationBias bias = TruncationBias.of(cell, XS, STEPS, (output, t) -> output.sum(), STEPS, 2);
    assertEquals(0, bias.relativeErrors()[0], ROUNDING);
    assertTrue(bias.relativeErrors()[1] > 1e-6);
  }

  @Test
  void removedConnectionsCarryNoGradientWhereTheGraphHasNoPath() {
    Delayed cell = Delayed.of(2, 3, init(1), 3);
    double[] norms = GradientFlow.of(cell, XS, STEPS, Value::sum).normsOfParts()[0];
    double[] lengths = Architecture.stacked(1).withDelays(3).lengthByLag(STEPS);
    for (int lag = 0; lag <= STEPS; lag++) {
      assertEquals(Double.isNaN(lengths[lag]), norms[lag] == 0, "lag " + lag);
    }
  }

  @Test
  void layerOfAStackIsAskedForByItsPlace() {
    Stacked cell = Stacked.of(Elman.of(2, 3, init(1)), Elman.of(3, 3, init(2)));
    Jacobian top = Jacobian.ofPart(cell, "layers[1].h", XS, 2, 5);
    Elman alone = (Elman) cell.layers().get(1);
    Matrix below = Matrix.of(XS.precision(), outputs((Elman) cell.layers().get(0)));
    Jacobian expected = Jacobian.product(alone, below, 2, 5);
    assertEquals(0, largestDifference(expected.values(), top.values()), ROUNDING);
  }

  @Test
  void leakOfUnitsWithoutRecurrentWeightsSetsTheSlope() {
    Leaky cell = Leaky.fixed(2, new double[] {4}, init(1));
    cell.recurrentWeights().matrix().fill(0);
    double[] norms = GradientFlow.of(cell, XS, STEPS, Value::sum).norms();
    double[] expected = new double[STEPS + 1];
    java.util.Arrays.setAll(expected, lag -> Math.pow(0.75, lag));
    assertArrayEquals(expected, norms, ROUNDING);
  }

  private static double[][] outputs(Elman cell) {
    var tape = unroll.tape.Tape.off();
    return cell.unroll(
            new unroll.cell.Sequence(tape.constant(XS), STEPS), cell.initialState(tape, 1))
        .outputs()
        .rows()
        .matrix()
        .toArray();
  }
}

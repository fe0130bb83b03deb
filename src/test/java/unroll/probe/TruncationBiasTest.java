package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unroll.probe.ProbeFixtures.init;
import static unroll.probe.ProbeFixtures.inputs;
import static unroll.probe.ProbeFixtures.matrix;

import org.junit.jupiter.api.Test;
import unroll.cell.Elman;
import unroll.cell.Lstm;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.tape.Value;

class TruncationBiasTest {
  private static final double ROUNDING = 1e-12;

  /** h_2 = w h_1 + x_2 with w = 0.5, x = 1, 2; the loss is h_2. */
  private static final Matrix XS = matrix(new double[] {1}, new double[] {2});

  private static final TruncationBias.StepLoss LAST =
      (output, t) -> t == 2 ? output.sum() : output.scale(0).sum();

  private static Elman cell() {
    return Recurrence.linear(matrix(new double[] {0.5}));
  }

  @Test
  void fullGradientReachesTheFirstInput() {
    double[] gradient = TruncationBias.gradient(cell(), XS, 2, LAST, 2);
    assertArrayEquals(new double[] {2.5, 1, 1.5}, gradient, ROUNDING);
  }

  @Test
  void windowOfOneStepMissesIt() {
    double[] gradient = TruncationBias.gradient(cell(), XS, 2, LAST, 1);
    assertArrayEquals(new double[] {2, 1, 1}, gradient, ROUNDING);
  }

  @Test
  @Published("Williams and Peng 1990")
  void errorAndAngleOfThatWindowAreTheOnesComputedByHand() {
    TruncationBias bias = TruncationBias.of(cell(), XS, 2, LAST, 1);
    assertEquals(Math.sqrt(0.5 / 9.5), bias.relativeErrors()[0], ROUNDING);
    assertEquals(Math.acos(7.5 / Math.sqrt(9.5 * 6)), bias.angles()[0], ROUNDING);
  }

  @Test
  void windowOfAllStepsHasNoBias() {
    TruncationBias bias = bias(7, 100);
    assertArrayEquals(new double[] {0, 0}, bias.relativeErrors(), ROUNDING);
    assertArrayEquals(new double[] {0, 0}, bias.angles(), 1e-7);
  }

  @Test
  void longerWindowsAreNearerToTheFullGradient() {
    TruncationBias bias = bias(1, 3, 6);
    double[] errors = bias.relativeErrors();
    assertTrue(errors[0] > errors[1] && errors[1] > errors[2] && errors[2] > 0);
  }

  @Test
  void gradientsOfTheCellStayAsTheyWere() {
    Elman cell = cell();
    cell.bias().gradient().fill(3);
    assertEquals(3, TruncationBias.gradient(cell, XS, 2, LAST, 1).length);
    assertEquals(3, cell.bias().gradient().get(0, 0));
  }

  @Test
  void windowBelowOneStepIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> TruncationBias.gradient(cell(), XS, 2, LAST, 0));
  }

  private static TruncationBias bias(int... windows) {
    Lstm cell = Lstm.of(2, 4, init(1));
    return TruncationBias.of(
        cell, inputs(14, 2, 2), 7, (Value output, int t) -> output.sum(), windows);
  }
}

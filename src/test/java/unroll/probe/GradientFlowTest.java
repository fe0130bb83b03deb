package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unroll.probe.ProbeFixtures.init;
import static unroll.probe.ProbeFixtures.inputs;
import static unroll.probe.ProbeFixtures.matrix;
import static unroll.probe.ProbeFixtures.symmetric;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Lstm;
import unroll.house.Published;
import unroll.layer.Activation;
import unroll.matrix.Matrix;
import unroll.tape.Value;

class GradientFlowTest {
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest
  @ValueSource(doubles = {1.1, -1.1, 0.9, -0.9})
  void slopeOfTheLinearSymmetricModelIsTheLogarithmOfTheLargestEigenvalue(double lambda) {
    Elman cell = Recurrence.linear(symmetric(1, lambda, 0.3, -0.2, 0.1));
    GradientFlow flow = flow(cell, inputs(60, 4, 2), 60);
    // From lag 30 on the second eigenvalue is below (0.3/0.9)^30 of the first.
    assertEquals(Math.log(Math.abs(lambda)), flow.slope(30, 60), 1e-9);
  }

  @Test
  void normsOfOneLinearUnitAreThePowersOfItsWeight() {
    GradientFlow flow = flow(Recurrence.linear(matrix(new double[] {-2})), inputs(3, 1, 1), 3);
    assertArrayEquals(new double[] {1, 2, 4, 8}, flow.norms(), ROUNDING);
  }

  @Test
  void gradientOfANonNormalModelGrowsFirstAndVanishesLater() {
    Matrix w = matrix(new double[] {0.9, 0}, new double[] {5, 0.9});
    double[] norms = flow(Recurrence.linear(w), inputs(200, 2, 1), 200).norms();
    assertTrue(norms[5] > 5 * norms[0], norms[5] + " at lag 5");
    assertTrue(norms[200] < 1e-3 * norms[0], norms[200] + " at lag 200");
  }

  @Test
  @Published("Pascanu, Mikolov and Bengio 2013")
  void largestSingularValueUnderOneSufficesToVanish() {
    Matrix w = init(1).orthogonal("W", 8, 8, 0.9).matrix();
    GradientFlow flow = flow(Recurrence.of(w, Activation.TANH), inputs(50, 8, 2), 50);
    double[] bound = flow.bound(0.9);
    for (int lag = 0; lag <= 50; lag++) {
      assertTrue(flow.norms()[lag] <= bound[lag] * (1 + ROUNDING), "lag " + lag);
    }
  }

  @Test
  void largestSingularValueAboveOneMayExplode() {
    Matrix w = init(1).orthogonal("W", 8, 8, 1.1).matrix();
    Matrix silence = Matrix.of(w.precision(), new double[50][8]);
    GradientFlow flow = flow(Recurrence.of(w, Activation.TANH), silence, 50);
    assertEquals(Math.log(1.1), flow.slope(0, 50), 1e-9);
  }

  @Test
  void largestSingularValueAboveOneDoesNotSufficeToExplode() {
    // The same weights; inputs that saturate tanh make every factor small.
    Matrix w = init(1).orthogonal("W", 8, 8, 1.1).matrix();
    Matrix loud = inputs(50, 8, 2);
    loud.kernels().scale(loud, 8);
    GradientFlow flow = flow(Recurrence.of(w, Activation.TANH), loud, 50);
    assertTrue(flow.slope(0, 50) < -0.5, "slope " + flow.slope(0, 50));
  }

  @Test
  void partsOfTheStateAreKeptApart() {
    GradientFlow flow = flow(Lstm.of(2, 3, init(1)), inputs(4, 2, 2), 4);
    assertEquals(List.of("h", "c"), flow.parts());
  }

  @Test
  void partsAddUpToTheWhole() {
    GradientFlow flow = flow(Lstm.of(2, 3, init(1)), inputs(4, 2, 2), 4);
    double h = flow.normsOfParts()[0][2];
    double c = flow.normsOfParts()[1][2];
    assertEquals(Math.hypot(h, c), flow.norms()[2], ROUNDING);
  }

  @Test
  void memoryGradientOfAnLstmAgreesWithTheJacobian() {
    Lstm cell = Lstm.of(2, 1, init(1));
    Matrix xs = inputs(5, 2, 2);
    double[][] whole = Jacobian.ofState(cell, xs, 1, 5).values();
    assertEquals(Math.abs(whole[0][1]), flow(cell, xs, 5).normsOfParts()[1][4], ROUNDING);
  }

  @Test
  void batchIsAveraged() {
    Matrix w = matrix(new double[] {0.5});
    Elman cell = Recurrence.of(w, Activation.RELU);
    // The first example is silent for ReLU, the second is not.
    Matrix xs = matrix(new double[] {-1}, new double[] {1}, new double[] {-1}, new double[] {1});
    assertArrayEquals(new double[] {1, 0.25, 0.125}, flow(cell, xs, 2).norms(), ROUNDING);
  }

  @Test
  void slopeOfAGradientThatIsGoneIsRefused() {
    GradientFlow flow = new GradientFlow(new double[] {1, 0}, List.of(), new double[0][]);
    var refused = assertThrows(IllegalStateException.class, () -> flow.slope(0, 1));
    assertEquals("the gradient at lag 1 is 0.0; fit a shorter range", refused.getMessage());
  }

  @Test
  void lagsOutsideTheRunAreRefused() {
    GradientFlow flow = new GradientFlow(new double[] {1, 1}, List.of(), new double[0][]);
    assertThrows(IllegalArgumentException.class, () -> flow.slope(0, 2));
  }

  /** The loss is the sum of the outputs at the last step. */
  private static <S> GradientFlow flow(Cell<S> cell, Matrix xs, int steps) {
    return GradientFlow.of(cell, xs, steps, Value::sum);
  }
}

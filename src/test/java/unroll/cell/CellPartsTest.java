package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.layer.Activation;
import unroll.layer.Linear;
import unroll.layer.Mlp;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * What cells are made of: sizes, parameters and their order, first weights, and what is refused.
 */
class CellPartsTest {
  private static final double ROUNDING = 1e-14;

  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
  private final Tape tape = new Tape();

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#cells")
  <S> void sizesAreThoseOfInputsAndOutputs(AllCells.Named named) {
    @SuppressWarnings("unchecked")
    Cell<S> cell = (Cell<S>) named.make().apply(5, init);
    assertEquals(AllCells.INPUTS, cell.inputs());
    S state = cell.initialState(tape, 2);
    assertEquals(cell.hidden(), cell.output(state).columns());
  }

  @Test
  void parametersAreListedFromTheInputUp() {
    assertEquals("[Wx, Wh, b]", names(Elman.of(2, 3, init)));
    assertEquals("[Wx, Wh, b]", names(Lstm.of(2, 3, init)));
    assertEquals("[Wx, Wh, b, peepholes]", names(PeepholeLstm.of(2, 3, init)));
    assertEquals("[Wx, Wh, b, slowness]", names(Leaky.learned(2, new double[] {2}, init)));
    assertEquals("[Wx, Wh, b]", names(Leaky.fixed(2, new double[] {2}, init)));
    assertEquals("[Wx, Wh1, Wh4, b]", names(Delayed.of(2, 3, init, 1, 4)));
    assertEquals(
        "[Wx, Wo, b, readout.W, readout.b]",
        names(OutputCoupled.of(2, 3, 4, Feedback.OUTPUT, init)));
    assertEquals(
        "[Wx, Wh, inputNorm.gain, inputNorm.bias, recurrentNorm.gain, recurrentNorm.bias,"
            + " memoryNorm.gain, memoryNorm.bias]",
        names(NormalizedLstm.of(2, 3, init)));
  }

  @Test
  void theBiasOfTheProductLearnsOnlyWhereItIsHeard() {
    assertEquals("[Wx, Wg, Wn, b]", names(Gru.of(2, 3, Gru.Reset.BEFORE_PRODUCT, init)));
    assertEquals("[Wx, Wg, Wn, b, bn]", names(Gru.of(2, 3, Gru.Reset.AFTER_PRODUCT, init)));
  }

  @Test
  void aTransitionWithoutAShortcutHasNoWeightsForIt() {
    Mlp input = Mlp.of(Activation.TANH, init.named("input"), 2, 3);
    assertEquals(
        "[input.1.W, input.1.b, Wh, transition2.W, transition2.b]",
        names(DeepTransition.of(input, 2, false, init)));
    DeepTransition bridged = DeepTransition.of(input, 2, true, init);
    assertEquals("[input.1.W, input.1.b, Wh, transition2.W, transition2.b, Ws]", names(bridged));
    assertTrue(largest(bridged.shortcutWeights()) > 0);
  }

  @Test
  void combinationsListTheParametersOfTheirParts() {
    Elman cell = Elman.of(2, 3, init.named("cell"));
    assertEquals(
        "[cell.Wx, cell.Wh, cell.b, W, b]", names(new SingleOutput<>(cell, Linear.of(3, 1, init))));
    assertEquals(
        "[cell.Wx, cell.Wh, cell.b, back.Wx, back.Wh, back.b]",
        names(new Bidirectional(cell, Elman.of(2, 3, init.named("back")))));
  }

  @Test
  void gatedCellsStartWithinOneOverTheRootOfTheirSize() {
    assertEquals(0.125, largest(Lstm.of(3, 64, init).inputWeights()), 0.005);
    assertEquals(0.125, largest(Lstm.of(3, 64, init).recurrentWeights()), 0.005);
    Gru gru = Gru.of(3, 64, init);
    assertEquals(0.125, largest(gru.inputWeights()), 0.005);
    assertEquals(0.125, largest(gru.gateWeights()), 0.005);
    assertEquals(0.125, largest(gru.candidateWeights()), 0.005);
    NormalizedLstm normalized = NormalizedLstm.of(3, 64, init);
    assertEquals(0.125, largest(normalized.inputWeights()), 0.005);
    assertEquals(0.125, largest(normalized.recurrentWeights()), 0.005);
  }

  @Test
  void forgetBiasOfANormalizedCellStartsAtOneToo() {
    double[] bias = NormalizedLstm.of(2, 3, init).inputNorm().bias().matrix().toArray()[0];
    assertArrayEquals(new double[] {0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0}, bias);
  }

  /** The plainest of cells: the state adds its inputs up. It has only what a cell must have. */
  private record Sum() implements Cell<Value> {
    @Override
    public int inputs() {
      return 2;
    }

    @Override
    public int hidden() {
      return 2;
    }

    @Override
    public Value initialState(Tape tape, int batch) {
      return tape.zeros(Precision.DOUBLE, batch, 2);
    }

    @Override
    public Value step(Value x, Value before) {
      return before.plus(x);
    }

    @Override
    public Value output(Value state) {
      return state;
    }

    @Override
    public Value combine(Value first, Value second, BinaryOperator<Value> join) {
      return join.apply(first, second);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }
  }

  @Test
  void aCellOfOneStepUnrollsStepByStep() {
    Value x =
        tape.constant(
            Matrix.of(
                Precision.DOUBLE, new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6}));
    Unrolled<Value> unrolled =
        new Sum().unroll(new Sequence(x, 3), new Sum().initialState(tape, 1));
    assertArrayEquals(
        new double[][] {{1, 2}, {4, 6}, {9, 12}}, unrolled.outputs().rows().matrix().toArray());
    assertArrayEquals(new double[][] {{9, 12}}, unrolled.last().matrix().toArray());
  }

  @Test
  void stepsThatCountAreThoseWithinTheLengths() {
    assertArrayEquals(
        new boolean[] {true, true, false, true, false, true}, Lengths.of(1, 3).counts(3));
  }

  @Test
  void lengthsShowThemselves() {
    assertEquals("lengths [1, 3]", Lengths.of(1, 3).toString());
  }

  @Test
  void aSequenceWithoutAStepIsRefused() {
    assertEquals("a sequence has at least 1 step, not 0", refusal(() -> Lengths.of(2, 0)));
  }

  @Test
  void lengthsThatDoNotFitAreNamedBeforeAnyStep() {
    Elman cell = Elman.of(2, 3, init);
    Sequence xs = new Sequence(tape.zeros(Precision.DOUBLE, 6, 2), 2);
    assertEquals(
        "2 lengths for a batch of 3 examples",
        refusal(() -> Lengths.of(1, 2).unroll(cell, xs, cell.initialState(tape, 3))));
    assertEquals(
        "a length of 3 in a sequence of 2 steps",
        refusal(() -> Lengths.of(1, 2, 3).unroll(cell, xs, cell.initialState(tape, 3))));
  }

  @Test
  void layersThatDoNotFitAreNamed() {
    Elman low = Elman.of(2, 3, init);
    Elman high = Elman.of(4, 3, init);
    assertEquals("layer 2 maps 4 to 3, but below it come 3", refusal(() -> Stacked.of(low, high)));
    Elman wide = Elman.of(3, 5, init);
    assertEquals(
        "layer 2 maps 3 to 5, but below it come 3 and the shortcut adds them to its outputs",
        refusal(() -> new Stacked(List.of(low, wide), true)));
    assertEquals(5, Stacked.of(low, wide).hidden());
    assertEquals("a stack needs at least one layer", refusal(Stacked::of));
  }

  @Test
  void directionsOfDifferentInputsAreNamed() {
    Elman two = Elman.of(2, 3, init);
    Elman four = Elman.of(4, 3, init);
    assertEquals(
        "both directions read the same inputs, not 2 and 4",
        refusal(() -> new Bidirectional(two, four)));
  }

  @Test
  void aTimeConstantBelowOneStepIsRefused() {
    assertEquals(
        "a time constant is at least 1 step, not 0.5",
        refusal(() -> Leaky.fixed(2, new double[] {0.5}, init)));
    assertEquals(
        "leaky units need one time constant each, there is none",
        refusal(() -> Leaky.fixed(2, new double[0], init)));
  }

  @Test
  void aTimeConstantThatLearnsIsAboveOne() {
    assertEquals(
        "a time constant that learns is above 1, not 1.0",
        refusal(() -> Leaky.learned(2, new double[] {1}, init)));
  }

  @Test
  void delaysAreAtLeastOneAndDiffer() {
    assertEquals(
        "delays are at least 1 and all different, not [0]",
        refusal(() -> Delayed.of(2, 3, init, 0)));
    assertEquals(
        "delays are at least 1 and all different, not [2, 2]",
        refusal(() -> Delayed.of(2, 3, init, 2, 2)));
    assertEquals(
        "a cell needs at least one connection over time", refusal(() -> Delayed.of(2, 3, init)));
  }

  @Test
  void aDelayedCellKeepsAsManyStatesAsItsLongestDelay() {
    assertEquals(4, Delayed.of(2, 3, init, 1, 4).initialState(tape, 2).past().size());
  }

  @Test
  void aTransitionOfNoLayerIsRefused() {
    Mlp input = Mlp.of(Activation.TANH, init, 2, 3);
    assertEquals(
        "a transition has at least 1 layer, not 0",
        refusal(() -> DeepTransition.of(input, 0, false, init)));
    assertEquals(
        "a transition of one layer has nothing to cut short",
        refusal(() -> DeepTransition.of(input, 1, true, init)));
  }

  @Test
  void aStateOfAnotherBatchIsRefusedBeforeASequenceToo() {
    Leaky cell = Leaky.fixed(2, new double[] {2}, init);
    Sequence xs = new Sequence(tape.zeros(Precision.DOUBLE, 4, 2), 2);
    assertEquals(
        "a batch of 2 meets a state of 1 before the step",
        refusal(() -> cell.unroll(xs, cell.initialState(tape, 1))));
  }

  private final OutputCoupled coupled = OutputCoupled.of(2, 3, 4, Feedback.OUTPUT, init);
  private final Sequence four = new Sequence(tape.zeros(Precision.DOUBLE, 4, 2), 2);

  @Test
  void targetsOfAnotherShapeAreNamed() {
    Matrix targets = Matrix.zeros(Precision.DOUBLE, 4, 3);
    assertEquals(
        "teacher forcing: targets: needs 4 x 4 but got 4 x 3",
        refusal(() -> coupled.teacherForced(four, coupled.initialState(tape, 2), targets)));
  }

  @Test
  void aTargetBeyondTheClassesIsNamed() {
    assertEquals(
        "teacher forcing: target 4 at row 1 of 4 classes",
        refusal(
            () ->
                coupled.teacherForced(
                    four, coupled.initialState(tape, 2), new int[] {3, 4, 0, 0})));
    assertEquals(
        "teacher forcing: 3 targets for 4 rows",
        refusal(
            () -> coupled.teacherForced(four, coupled.initialState(tape, 2), new int[] {3, 1, 0})));
  }

  @Test
  void aProbabilityOfTheTruthIsBetweenZeroAndOne() {
    for (double truth : new double[] {-0.1, 1.1, Double.NaN}) {
      assertEquals(
          "a probability is from 0 to 1, not " + truth,
          refusal(
              () ->
                  coupled.scheduledSampling(
                      four,
                      coupled.initialState(tape, 2),
                      new int[4],
                      truth,
                      new SplittableRandom(1))));
    }
  }

  @Test
  void scheduledSamplingDrawsEveryClassByItsProbability() {
    int batch = 40_000;
    OutputCoupled cell = OutputCoupled.of(1, 1, 4, Feedback.OUTPUT, init);
    cell.readout().weights().matrix().fill(0);
    double[] p = {0.1, 0.4, 0.2, 0.3};
    for (int k = 0; k < p.length; k++) {
      cell.readout().bias().matrix().set(0, k, Math.log(p[k]));
    }
    Tape off = Tape.off();
    Sequence xs = new Sequence(off.zeros(Precision.DOUBLE, batch, 1), 1);
    Matrix heard =
        cell.scheduledSampling(
                xs, cell.initialState(off, batch), new int[batch], 0, new SplittableRandom(5))
            .last()
            .heard()
            .matrix();
    double[] shares = new double[p.length];
    for (double[] row : heard.toArray()) {
      assertEquals(1, Arrays.stream(row).sum(), ROUNDING);
      for (int k = 0; k < shares.length; k++) {
        shares[k] += row[k] / batch;
      }
    }
    double fourDeviations = 4 * Math.sqrt(0.25 / batch);
    assertArrayEquals(p, shares, fourDeviations);
  }

  @Test
  void ofEqualOutputsTheFirstIsFedBack() {
    Value o = tape.constant(Matrix.of(Precision.DOUBLE, new double[] {1, 3, 3, 2}));
    double[] heard = Feedback.ONE_HOT.of(o).matrix().toArray()[0];
    assertArrayEquals(new double[] {0, 1, 0, 0}, heard);
  }

  private static double largest(Parameter parameter) {
    return Arrays.stream(parameter.matrix().toArray())
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .max()
        .orElseThrow();
  }

  private static String names(Trainable part) {
    return part.parameters().stream().map(Parameter::name).toList().toString();
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}

package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.layer.Activation;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.layer.Mlp;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/** What the lecture says of its architectures, and one cell as a special case of another. */
class ArchitecturesTest {
  /** The same sums in another order. */
  private static final double ROUNDING = 1e-12;

  private static final int STEPS = 6;
  private static final int BATCH = 3;
  private static final int INPUTS = 4;
  private static final int HIDDEN = 5;
  private static final int CLASSES = 7;

  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
  private final Tape tape = new Tape();
  private final Parameter inputs = init.normal("x", STEPS * BATCH, INPUTS, 1);
  private final Sequence xs = new Sequence(inputs.on(tape), STEPS);
  private final int[] targets = new SplittableRandom(2).ints(STEPS * BATCH, 0, CLASSES).toArray();

  @Test
  void withoutRecurrentWeightsHiddenToHiddenIsFeedForward() {
    Elman cell = Elman.of(INPUTS, HIDDEN, init);
    cell.recurrentWeights().matrix().fill(0);
    Value feedForward = new Linear(cell.inputWeights(), cell.bias()).apply(xs.rows()).tanh();
    close(feedForward, outputs(cell));
  }

  @Test
  void singleOutputEqualsAnMlpWithTiedWeights() {
    Elman cell = Elman.of(INPUTS, HIDDEN, init);
    Linear readout = Linear.of(HIDDEN, CLASSES, init);
    List<Parameter> parameters = new SingleOutput<>(cell, readout).parameters();
    Value single = new SingleOutput<>(cell, readout).apply(xs);
    CrossEntropy.mean(single, last(targets)).backward();
    List<Matrix> gradients = parameters.stream().map(p -> p.gradient().copy()).toList();
    parameters.forEach(Parameter::zeroGradient);

    Tape other = new Tape();
    Value layer = other.zeros(Precision.DOUBLE, BATCH, HIDDEN);
    for (int t = 0; t < STEPS; t++) {
      Value x = inputs.on(other).rows(t * BATCH, (t + 1) * BATCH);
      layer =
          x.times(cell.inputWeights().on(other))
              .plus(layer.times(cell.recurrentWeights().on(other)))
              .plus(cell.bias().on(other))
              .tanh();
    }
    Value mlp = readout.apply(layer);
    CrossEntropy.mean(mlp, last(targets)).backward();

    close(mlp, single);
    for (int i = 0; i < gradients.size(); i++) {
      close(parameters.get(i).gradient(), gradients.get(i));
    }
  }

  @Test
  void singleOutputReadsEachExampleAtItsOwnEnd() {
    Elman cell = Elman.of(INPUTS, HIDDEN, init);
    Linear readout = Linear.of(HIDDEN, CLASSES, init);
    SingleOutput<Elman.State> network = new SingleOutput<>(cell, readout);
    Value ragged = network.apply(xs, Lengths.of(2, STEPS, 2));
    Value whole = network.apply(xs);
    Value two = network.apply(new Sequence(xs.rows().rows(0, 2 * BATCH), 2));
    close(Value.stack(List.of(two.rows(0, 1), whole.rows(1, 2), two.rows(2, 3))), ragged);
  }

  @Test
  void teacherForcingAtOnceEqualsTheLoop() {
    OutputCoupled cell = OutputCoupled.of(INPUTS, HIDDEN, CLASSES, Feedback.OUTPUT, init);
    Value atOnce = cell.teacherForced(xs, cell.initialState(tape, BATCH), targets).outputs().rows();
    CrossEntropy.mean(atOnce, targets).backward();
    List<Matrix> gradients = cell.parameters().stream().map(p -> p.gradient().copy()).toList();
    cell.parameters().forEach(Parameter::zeroGradient);

    Value loop = forcedLoop(cell, new Tape());
    CrossEntropy.mean(loop, targets).backward();

    close(loop, atOnce);
    for (int i = 0; i < gradients.size(); i++) {
      close(cell.parameters().get(i).gradient(), gradients.get(i));
    }
  }

  private Value forcedLoop(OutputCoupled cell, Tape other) {
    OutputCoupled.State state = cell.initialState(other, BATCH);
    Sequence sequence = new Sequence(inputs.on(other), STEPS);
    List<Value> outputs = new java.util.ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      Value o = cell.step(sequence.at(t), state).o();
      outputs.add(o);
      int[] target = java.util.Arrays.copyOfRange(targets, t * BATCH, (t + 1) * BATCH);
      state = new OutputCoupled.State(o, other.oneHot(Precision.DOUBLE, target, CLASSES));
    }
    return Value.stack(outputs);
  }

  @Test
  void teacherForcingDecouplesTheTimes() {
    OutputCoupled cell = OutputCoupled.of(INPUTS, HIDDEN, CLASSES, Feedback.OUTPUT, init);
    Value outputs =
        cell.teacherForced(xs, cell.initialState(tape, BATCH), targets).outputs().rows();
    outputs.rows(4 * BATCH, 5 * BATCH).sum().backward();
    Matrix others = inputs.gradient().copy();
    others.rows(4 * BATCH, 5 * BATCH).fill(0);
    assertEquals(0, others.kernels().sumOfSquares(others));
  }

  @Test
  void whenOutputsArePerfectOneHotsFreeRunningEqualsTeacherForcing() {
    OutputCoupled cell = OutputCoupled.of(INPUTS, HIDDEN, CLASSES, Feedback.ONE_HOT, init);
    Value free = cell.unroll(xs, cell.initialState(tape, BATCH)).outputs().rows();
    int[] own = new int[STEPS * BATCH];
    for (int row = 0; row < own.length; row++) {
      for (int k = 1; k < CLASSES; k++) {
        own[row] = free.matrix().get(row, k) > free.matrix().get(row, own[row]) ? k : own[row];
      }
    }
    close(free, cell.teacherForced(xs, cell.initialState(tape, BATCH), own).outputs().rows());
  }

  @Test
  void scheduledSamplingThatAlwaysHearsTheTruthIsTeacherForcing() {
    OutputCoupled cell = OutputCoupled.of(INPUTS, HIDDEN, CLASSES, Feedback.OUTPUT, init);
    OutputCoupled.State start = cell.initialState(tape, BATCH);
    close(
        cell.teacherForced(xs, start, targets).outputs().rows(),
        cell.scheduledSampling(xs, start, targets, 1, new SplittableRandom(3)).outputs().rows());
  }

  @Test
  void scheduledSamplingThatNeverHearsTheTruthDoesNotDependOnIt() {
    OutputCoupled cell = OutputCoupled.of(INPUTS, HIDDEN, CLASSES, Feedback.OUTPUT, init);
    OutputCoupled.State start = cell.initialState(tape, BATCH);
    close(
        cell.scheduledSampling(xs, start, targets, 0, new SplittableRandom(3)).outputs().rows(),
        cell.scheduledSampling(xs, start, new int[targets.length], 0, new SplittableRandom(3))
            .outputs()
            .rows());
  }

  @Test
  @Published("Bengio, Vinyals, Jaitly and Shazeer 2015, section 2.4")
  void scheduledSamplingHearsTheTruthAsOftenAsToldTo() {
    int batch = 20_000;
    OutputCoupled cell = OutputCoupled.of(INPUTS, HIDDEN, CLASSES, Feedback.OUTPUT, init);
    cell.readout().weights().matrix().fill(0); // every class is as likely
    Tape off = Tape.off();
    Value heard =
        cell.scheduledSampling(
                new Sequence(off.zeros(Precision.DOUBLE, batch, INPUTS), 1),
                cell.initialState(off, batch),
                new int[batch],
                0.6,
                new SplittableRandom(5))
            .last()
            .heard();
    double share = 0;
    for (int b = 0; b < batch; b++) {
      share += heard.matrix().get(b, 0) / batch;
    }
    double fourDeviations = 4 * Math.sqrt(0.25 / batch);
    assertEquals(0.6 + 0.4 / CLASSES, share, fourDeviations);
  }

  @Test
  void leakyUnitsWithTimeConstantOneAreElman() {
    double[] ones = {1, 1, 1, 1, 1};
    Leaky leaky = Leaky.fixed(INPUTS, ones, init);
    Elman elman =
        new Elman(leaky.inputWeights(), leaky.recurrentWeights(), leaky.bias(), Activation.TANH);
    close(outputs(elman), outputs(leaky));
  }

  @Test
  @Published({"Mozer 1992", "Jaeger et al. 2007"})
  void leakyUnitsKeepWhatNothingDrives() {
    Leaky leaky = Leaky.fixed(INPUTS, new double[] {2, 10}, init);
    leaky.parameters().forEach(parameter -> parameter.matrix().fill(0));
    Value one = tape.constant(Matrix.of(Precision.DOUBLE, new double[] {1, 1}));
    Sequence nothing = new Sequence(tape.zeros(Precision.DOUBLE, 20, INPUTS), 20);
    Matrix h = leaky.unroll(nothing, new Leaky.State(one)).last().h().matrix();
    double[] fading = {Math.pow(1 - 1 / 2.0, 20), Math.pow(1 - 1 / 10.0, 20)};
    assertArrayEquals(fading, h.toArray()[0], ROUNDING);
  }

  @Test
  void leakyUnitsTellTheirTimeConstants() {
    double[] taus = {1, 1.5, 100};
    assertArrayEquals(taus, Leaky.fixed(INPUTS, taus, init).timeConstants(), ROUNDING * 100);
  }

  @Test
  void delayOneIsElman() {
    Delayed delayed = Delayed.of(INPUTS, HIDDEN, init, 1);
    Parameter recurrent = delayed.connections().get(0).weights();
    Elman elman = new Elman(delayed.inputWeights(), recurrent, delayed.bias(), Activation.TANH);
    close(outputs(elman), outputs(delayed));
  }

  @Test
  @Published("El Hihi and Bengio 1996")
  void removedConnectionsLeaveInterleavedNetworks() {
    Delayed delayed = Delayed.of(INPUTS, HIDDEN, init, 2);
    Elman elman =
        new Elman(
            delayed.inputWeights(),
            delayed.connections().get(0).weights(),
            delayed.bias(),
            Activation.TANH);
    Value odd = outputs(elman, new Sequence(Value.stack(List.of(xs.at(1), xs.at(3), xs.at(5))), 3));
    Sequence both = new Sequence(outputs(delayed), STEPS);
    close(odd, Value.stack(List.of(both.at(1), both.at(3), both.at(5))));
  }

  @Test
  void transitionOfOneLayerIsElman() {
    Mlp input = Mlp.of(Activation.TANH, init, INPUTS, HIDDEN);
    DeepTransition deep = DeepTransition.of(input, 1, false, init);
    Linear affine = input.layers().get(0);
    Elman elman =
        new Elman(affine.weights(), deep.recurrentWeights(), affine.bias(), Activation.TANH);
    close(outputs(elman), outputs(deep));
  }

  @Test
  void stackOfOneIsTheCellItself() {
    Lstm lstm = Lstm.of(INPUTS, HIDDEN, init);
    close(outputs(lstm), outputs(Stacked.of(lstm)));
  }

  @Test
  @Published({"Schmidhuber 1992", "Graves, Mohamed and Hinton 2013"})
  void stackFeedsOutputsUpwards() {
    Lstm low = Lstm.of(INPUTS, HIDDEN, init.named("low"));
    Gru high = Gru.of(HIDDEN, 2, init.named("high"));
    Value upwards = outputs(high, new Sequence(outputs(low), STEPS));
    close(upwards, outputs(Stacked.of(low, high)));
  }

  @Test
  @Published("He et al. 2016")
  void shortcutOverDepthAddsTheInputOfALayer() {
    Elman low = Elman.of(INPUTS, HIDDEN, init.named("low"));
    Elman high = Elman.of(HIDDEN, HIDDEN, init.named("high"));
    high.parameters().forEach(parameter -> parameter.matrix().fill(0));
    close(outputs(low), outputs(new Stacked(List.of(low, high), true)));
  }

  @Test
  void changesBetweenLayersReachTheLayerAbove() {
    Elman low = Elman.of(INPUTS, HIDDEN, init.named("low"));
    Elman high = Elman.of(HIDDEN, HIDDEN, init.named("high"));
    Stacked stack = Stacked.of(low, high);
    Value cut =
        stack.unroll(xs, stack.initialState(tape, BATCH), rows -> rows.scale(0)).outputs().rows();
    Sequence silence = new Sequence(outputs(low).scale(0), STEPS);
    close(outputs(high, silence), cut);
  }

  @Test
  void identityStartKeepsAState() {
    Elman cell = Elman.identityStart(INPUTS, HIDDEN, init);
    Value h = tape.constant(Matrix.of(Precision.DOUBLE, new double[] {0, 1, 2, 3, 4}));
    Sequence silence = new Sequence(tape.zeros(Precision.DOUBLE, 100, INPUTS), 100);
    close(h, cell.unroll(silence, new Elman.State(h)).last().h());
  }

  @Test
  void orthogonalStartKeepsLengths() {
    Elman cell = Elman.orthogonalStart(INPUTS, HIDDEN, Activation.IDENTITY, init);
    Value h = tape.constant(Matrix.of(Precision.DOUBLE, new double[] {3, 4, 0, 0, 0}));
    Sequence silence = new Sequence(tape.zeros(Precision.DOUBLE, 100, INPUTS), 100);
    Matrix after = cell.unroll(silence, new Elman.State(h)).last().h().matrix();
    assertEquals(5, Math.sqrt(after.kernels().sumOfSquares(after)), ROUNDING);
  }

  @Test
  void resetConventionsDiffer() {
    Gru before = Gru.of(INPUTS, HIDDEN, init);
    Gru after =
        new Gru(
            Gru.Reset.AFTER_PRODUCT,
            before.inputWeights(),
            before.gateWeights(),
            before.candidateWeights(),
            before.bias(),
            before.candidateBias());
    assertNotEquals(outputs(before).toString(), outputs(after).toString());
  }

  @Test
  void lstmWithoutPeepholesIsLstm() {
    PeepholeLstm peepholes = PeepholeLstm.of(INPUTS, HIDDEN, init);
    Lstm lstm = new Lstm(peepholes.inputWeights(), peepholes.recurrentWeights(), peepholes.bias());
    close(outputs(lstm), outputs(peepholes));
  }

  @Test
  void outputGateSeesTheNewMemoryThroughItsPeephole() {
    PeepholeLstm cell = PeepholeLstm.of(1, 1, init);
    cell.parameters().forEach(parameter -> parameter.matrix().fill(0));
    cell.bias().matrix().set(0, 0, 100); // i = 1
    cell.bias().matrix().set(0, 3, 100); // g = 1, so c = 1 after the first step
    cell.peepholes().matrix().set(0, 2, -100);
    Value x = tape.zeros(Precision.DOUBLE, 1, 1);
    assertEquals(0, cell.step(x, cell.initialState(tape, 1)).h().scalar(), ROUNDING);
  }

  @Test
  void normalizedLstmDoesNotHearTheSizeOfItsWeights() {
    NormalizedLstm cell = NormalizedLstm.of(INPUTS, HIDDEN, init);
    cell.inputWeights().matrix().kernels().scale(cell.inputWeights().matrix(), 1e4);
    cell.recurrentWeights().matrix().kernels().scale(cell.recurrentWeights().matrix(), 1e4);
    Matrix before = outputs(cell).matrix().copy();
    cell.inputWeights().matrix().kernels().scale(cell.inputWeights().matrix(), 1e3);
    cell.recurrentWeights().matrix().kernels().scale(cell.recurrentWeights().matrix(), 1e3);
    Matrix difference = outputs(cell).matrix().copy();
    difference.kernels().addScaled(-1, before, difference);
    double epsilonOfTheNorm = 1e-6;
    assertEquals(0, Math.sqrt(difference.kernels().sumOfSquares(difference)), epsilonOfTheNorm);
  }

  private Value outputs(Cell<?> cell) {
    return outputs(cell, xs);
  }

  private static <S> Value outputs(Cell<S> cell, Sequence sequence) {
    S start = cell.initialState(sequence.rows().tape(), sequence.batch());
    return cell.unroll(sequence, start).outputs().rows();
  }

  private static int[] last(int[] targets) {
    return java.util.Arrays.copyOfRange(targets, targets.length - BATCH, targets.length);
  }

  private static void close(Value expected, Value actual) {
    close(expected.matrix(), actual.matrix());
  }

  private static void close(Matrix expected, Matrix actual) {
    Matrix difference = expected.copy();
    difference.kernels().addScaled(-1, actual, difference);
    assertEquals(0, Math.sqrt(difference.kernels().sumOfSquares(difference)), ROUNDING);
  }
}

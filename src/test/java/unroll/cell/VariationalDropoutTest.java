package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.house.Published;
import unroll.layer.Activation;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class VariationalDropoutTest {
  /** See CellContractTest. */
  private static final double FINITE_DIFFERENCE = 1e-7;

  /** The same sums in another order. */
  private static final double ROUNDING = 1e-12;

  private static final double HALF = 0.5;
  private static final int STEPS = 4;
  private static final int BATCH = 3;

  /** Enough that equal masks are no accident. */
  private static final int UNITS = 64;

  /** Names of weights that multiply the state: Wh, Wg and Wn of a GRU, Ws of a shortcut, Wo. */
  private static final String RECURRENT = "(.*\\.)?W[hgnso]\\d?";

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#hearingInAllShapes")
  void gradientUnderDropoutMatchesFiniteDifferences(AllCells.Named named, AllCells.Shape shape) {
    HearingCell<?> cell = (HearingCell<?>) named.make().apply(shape.hidden(), init());
    Parameter xs = init().normal("x", shape.steps() * shape.batch(), AllCells.INPUTS, 1);
    cell.parameters().forEach(VariationalDropoutTest::shake);
    List<Parameter> parameters = new ArrayList<>(cell.parameters());
    parameters.add(xs);
    double error =
        GradientCheck.error(
            parameters, tape -> loss(cell, tape, xs, shape), new SplittableRandom(3));
    assertTrue(error < FINITE_DIFFERENCE, "error " + error);
  }

  /** Where all inputs are dropped a bias of 0 leaves a unit at a kink, where no slope is right. */
  private static void shake(Parameter parameter) {
    Matrix numbers = parameter.matrix();
    Matrix noise = init().normal("", numbers.rows(), numbers.columns(), 0.3).matrix();
    numbers.kernels().addScaled(1, noise, numbers);
  }

  /** The same masks at every call, on a tape that is off too. */
  private static <S> Value loss(
      HearingCell<S> cell, Tape tape, Parameter xs, AllCells.Shape shape) {
    var dropped = VariationalDropout.of(cell, HALF, new SplittableRandom(5));
    var start = dropped.dropping(cell.initialState(tape, shape.batch()), tape);
    Value outputs =
        dropped.unroll(new Sequence(xs.on(tape), shape.steps()), start).outputs().rows();
    return outputs.timesElements(outputs).sum().plus(outputs.sum());
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#hearingInAllShapes")
  void hearingTheStateAsItIsIsThePlainStep(AllCells.Named named, AllCells.Shape shape) {
    HearingCell<?> cell = (HearingCell<?>) named.make().apply(shape.hidden(), init());
    assertEquals(0, distanceFromThePlainSteps(cell, shape), ROUNDING);
  }

  private static <S> double distanceFromThePlainSteps(HearingCell<S> cell, AllCells.Shape shape) {
    Tape tape = Tape.off();
    Initializer init = Initializer.of(new SplittableRandom(2), Precision.DOUBLE);
    S plain = cell.initialState(tape, shape.batch());
    S heard = plain;
    for (int t = 0; t < shape.steps(); t++) {
      Value x = tape.constant(init.normal("x", shape.batch(), AllCells.INPUTS, 1).matrix());
      plain = cell.step(x, plain);
      heard = cell.step(x, heard, UnaryOperator.identity());
    }
    Matrix difference = cell.output(plain).minus(cell.output(heard)).matrix();
    return Math.sqrt(difference.kernels().sumOfSquares(difference));
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#hearingInAllShapes")
  void deafToTheStateTheRecurrentWeightsDoNotMatter(AllCells.Named named, AllCells.Shape shape) {
    HearingCell<?> cell = (HearingCell<?>) named.make().apply(shape.hidden(), init());
    Matrix before = deafStep(cell, shape);
    int changed = 0;
    for (Parameter parameter : cell.parameters()) {
      if (parameter.name().matches(RECURRENT)) {
        parameter.matrix().fill(3);
        changed++;
      }
    }
    assertTrue(changed > 0, "no recurrent weights among " + cell.parameters());
    assertEquals(numbers(before), numbers(deafStep(cell, shape)));
  }

  private static <S> Matrix deafStep(HearingCell<S> cell, AllCells.Shape shape) {
    Tape tape = Tape.off();
    Initializer init = Initializer.of(new SplittableRandom(2), Precision.DOUBLE);
    S zeros = cell.initialState(tape, shape.batch());
    S state =
        cell.combine(
            zeros,
            zeros,
            (p, same) -> tape.constant(init.normal("", p.rows(), p.columns(), 1).matrix()));
    Value x = tape.constant(init.normal("x", shape.batch(), AllCells.INPUTS, 1).matrix());
    return cell.output(cell.step(x, state, h -> h.scale(0))).matrix();
  }

  // their equation of the LSTM, in plain arithmetic
  @Test
  @Published("Gal and Ghahramani 2016, section 4.1")
  void gatesHearTheMaskedInputAndTheMaskedOutput() {
    Lstm lstm = Lstm.of(1, 1, init());
    var cell = VariationalDropout.of(lstm, HALF, new SplittableRandom(5));
    Tape tape = new Tape();
    var state =
        new VariationalDropout.State<>(
            lstm.initialState(tape, 1), List.of(one(tape, 2), one(tape, 0.7)));
    double h = 0;
    double c = 0;
    for (double x : new double[] {0.4, -1.3, 0.9}) {
      state = cell.step(one(tape, x), state);
      double[] a = new double[4];
      for (int gate = 0; gate < a.length; gate++) {
        a[gate] =
            2 * x * lstm.inputWeights().matrix().get(0, gate)
                + 0.7 * h * lstm.recurrentWeights().matrix().get(0, gate)
                + lstm.bias().matrix().get(0, gate);
      }
      c = sigmoid(a[1]) * c + sigmoid(a[0]) * Math.tanh(a[3]);
      h = sigmoid(a[2]) * Math.tanh(c);
    }
    assertEquals(h, cell.output(state).scalar(), ROUNDING);
  }

  private static Value one(Tape tape, double number) {
    return tape.constant(Matrix.of(Precision.DOUBLE, new double[] {number}));
  }

  private static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  @Test
  void theSameInputsAreDroppedAtEveryStep() {
    Matrix outputs = unrolled(passingInputsOn(), ones(STEPS * BATCH)).matrix();
    Matrix first = outputs.rows(0, BATCH);
    Matrix last = outputs.rows((STEPS - 1) * BATCH, STEPS * BATCH);
    assertEquals(numbers(first), numbers(last));
  }

  @Test
  void eachExampleDropsInputsOfItsOwn() {
    Matrix outputs = unrolled(passingInputsOn(), ones(BATCH)).matrix();
    assertNotEquals(numbers(outputs.rows(0, 1)), numbers(outputs.rows(1, 2)));
  }

  @Test
  void whatIsNotDroppedGrowsByTheShareThatStays() {
    double[] outputs = unrolled(passingInputsOn(), ones(1)).matrix().toArray()[0];
    for (double output : outputs) {
      assertTrue(output == 0 || output == 1 / (1 - HALF), () -> "output " + output);
    }
  }

  /**
   * Units dropped at one step are zero ever after; were others dropped next, more would be zero.
   */
  @Test
  void theSameUnitsAreNotHeardAtEveryStep() {
    Elman keeping = linear();
    keeping.inputWeights().matrix().fill(0);
    keeping.recurrentWeights().matrix().copyFrom(init().identity("", UNITS, 1).matrix());
    var cell = VariationalDropout.of(keeping, HALF, new SplittableRandom(5));
    Tape tape = new Tape();
    var start = cell.dropping(new Elman.State(ones(tape, BATCH)), tape);
    Sequence silence = new Sequence(tape.zeros(Precision.DOUBLE, STEPS * BATCH, UNITS), STEPS);
    Sequence outputs = cell.unroll(silence, start).outputs();
    assertEquals(zeros(outputs.at(0).matrix()), zeros(outputs.at(STEPS - 1).matrix()));
  }

  @Test
  void everySequenceHasMasksOfItsOwn() {
    VariationalDropout<?> cell = passingInputsOn();
    Matrix first = unrolled(cell, ones(BATCH)).matrix();
    assertNotEquals(numbers(first), numbers(unrolled(cell, ones(BATCH)).matrix()));
  }

  @Test
  void theSameSeedDropsTheSame() {
    Matrix first = unrolled(passingInputsOn(), ones(BATCH)).matrix();
    assertEquals(numbers(first), numbers(unrolled(passingInputsOn(), ones(BATCH)).matrix()));
  }

  @Test
  void theNextWindowHasNewMasks() {
    VariationalDropout<Elman.State> cell = passingInputsOn();
    Tape tape = new Tape();
    Value xs = tape.constant(ones(BATCH));
    var first = cell.unroll(new Sequence(xs, 1), cell.initialState(tape, BATCH));
    Matrix before = first.outputs().rows().matrix().copy();
    tape.clear();
    var next =
        cell.unroll(new Sequence(tape.constant(ones(BATCH)), 1), cell.carry(first.last(), tape));
    assertNotEquals(numbers(before), numbers(next.outputs().rows().matrix()));
  }

  @Test
  void aStackHasNewMasksInTheNextWindowToo() {
    VariationalDropout<Elman.State> low = passingInputsOn();
    Elman pass = (Elman) passingInputsOn().cell();
    Stacked stack = Stacked.of(low, pass);
    Tape tape = new Tape();
    var first =
        stack.unroll(new Sequence(tape.constant(ones(BATCH)), 1), stack.initialState(tape, BATCH));
    Matrix before = first.outputs().rows().matrix().copy();
    tape.clear();
    var next =
        stack.unroll(new Sequence(tape.constant(ones(BATCH)), 1), stack.carry(first.last(), tape));
    assertNotEquals(numbers(before), numbers(next.outputs().rows().matrix()));
  }

  @Test
  void nothingIsDroppedWhereTheTapeIsOff() {
    VariationalDropout<Elman.State> cell = passingInputsOn();
    Tape tape = Tape.off();
    Sequence xs = new Sequence(tape.constant(ones(BATCH)), 1);
    Value outputs = cell.unroll(xs, cell.initialState(tape, BATCH)).outputs().rows();
    assertEquals(numbers(ones(BATCH)), numbers(outputs.matrix()));
  }

  @Test
  void theMemoryOfAnLstmIsNotDropped() {
    Lstm lstm = Lstm.of(1, UNITS, init());
    lstm.parameters().forEach(parameter -> parameter.matrix().fill(0));
    for (int j = 0; j < UNITS; j++) {
      lstm.bias().matrix().set(0, j, -1000); // i = 0
      lstm.bias().matrix().set(0, UNITS + j, 1000); // f = 1
    }
    var cell = VariationalDropout.of(lstm, HALF, new SplittableRandom(5));
    Tape tape = new Tape();
    Value c = ones(tape, BATCH);
    var start = cell.dropping(new Lstm.State(c, c), tape);
    Sequence silence = new Sequence(tape.zeros(Precision.DOUBLE, STEPS * BATCH, 1), STEPS);
    Lstm.State last = cell.unroll(silence, start).last().state();
    assertEquals(numbers(c.matrix()), numbers(last.c().matrix()));
  }

  @Test
  void whatAGruKeepsNeitherFadesNorGrows() {
    Gru gru = Gru.of(1, UNITS, init());
    gru.parameters().forEach(parameter -> parameter.matrix().fill(0));
    for (int j = 0; j < UNITS; j++) {
      gru.bias().matrix().set(0, UNITS + j, 1000); // z = 1
    }
    var cell = VariationalDropout.of(gru, HALF, new SplittableRandom(5));
    Tape tape = new Tape();
    Value h = ones(tape, BATCH);
    var start = cell.dropping(new Gru.State(h), tape);
    Sequence silence = new Sequence(tape.zeros(Precision.DOUBLE, STEPS * BATCH, 1), STEPS);
    Gru.State last = cell.unroll(silence, start).last().state();
    assertEquals(numbers(h.matrix()), numbers(last.h().matrix()));
  }

  /** A network whose outputs are its inputs, under dropout. */
  private static VariationalDropout<Elman.State> passingInputsOn() {
    Elman passing = linear();
    passing.inputWeights().matrix().copyFrom(init().identity("", UNITS, 1).matrix());
    passing.recurrentWeights().matrix().fill(0);
    return VariationalDropout.of(passing, HALF, new SplittableRandom(5));
  }

  private static Elman linear() {
    return Elman.of(UNITS, UNITS, Activation.IDENTITY, init());
  }

  private static <S> Value unrolled(VariationalDropout<S> cell, Matrix xs) {
    Tape tape = new Tape();
    int batch = Math.min(BATCH, xs.rows());
    Sequence sequence = new Sequence(tape.constant(xs), xs.rows() / batch);
    return cell.unroll(sequence, cell.initialState(tape, batch)).outputs().rows();
  }

  private static Matrix ones(int rows) {
    Matrix ones = Matrix.zeros(Precision.DOUBLE, rows, UNITS);
    ones.fill(1);
    return ones;
  }

  private static Value ones(Tape tape, int rows) {
    return tape.constant(ones(rows));
  }

  private static int zeros(Matrix matrix) {
    int zeros = 0;
    for (double[] row : matrix.toArray()) {
      for (double number : row) {
        zeros += number == 0 ? 1 : 0;
      }
    }
    return zeros;
  }

  /** All of them, every digit. */
  private static String numbers(Matrix matrix) {
    return Arrays.deepToString(matrix.toArray());
  }
}

package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/** What holds for every cell, whatever its equations are. */
class CellContractTest {
  /**
   * Central differences in double reach about 1e-9; a wrong sign or term is off by 1e-2 or more.
   */
  private static final double FINITE_DIFFERENCE = 1e-7;

  /** Inputs so large that most units saturate. */
  private static final double LARGE = 20;

  /** The same sums in another order. */
  private static final double ROUNDING = 1e-12;

  /** Single precision over a few steps. */
  private static final double FLOAT = 1e-5;

  private static final int CLASSES = 5;
  private static final int MASKED = -1;

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void gradientMatchesFiniteDifferences(AllCells.Named named, AllCells.Shape shape) {
    Setup<?> setup = new Setup<>(make(named, shape, Precision.DOUBLE), shape, 1);
    double error = GradientCheck.error(setup.parameters(), setup::loss, new SplittableRandom(3));
    assertTrue(error < FINITE_DIFFERENCE, "error " + error);
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void gradientMatchesFiniteDifferencesWhereUnitsSaturate(
      AllCells.Named named, AllCells.Shape shape) {
    Setup<?> setup = new Setup<>(make(named, shape, Precision.DOUBLE), shape, LARGE);
    double error = GradientCheck.error(setup.parameters(), setup::loss, new SplittableRandom(3));
    assertTrue(error < FINITE_DIFFERENCE, "error " + error);
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void unrollingAtOnceEqualsSteppingOneByOne(AllCells.Named named, AllCells.Shape shape) {
    Setup<?> setup = new Setup<>(make(named, shape, Precision.DOUBLE), shape, 1);
    List<Matrix> atOnce = setup.gradients(setup.loss(new Tape()));
    List<Matrix> stepped = setup.gradients(setup.steppedLoss(new Tape()));
    for (int i = 0; i < atOnce.size(); i++) {
      close(atOnce.get(i), stepped.get(i), ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void splittingASequenceAndCarryingTheStateEqualsTheWhole(
      AllCells.Named named, AllCells.Shape shape) {
    Setup<?> setup = new Setup<>(make(named, shape, Precision.DOUBLE), shape, 1);
    close(setup.outputs(), setup.splitOutputs(), ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void permutedBatchPermutesOutputs(AllCells.Named named, AllCells.Shape shape) {
    Setup<?> setup = new Setup<>(make(named, shape, Precision.DOUBLE), shape, 1);
    Matrix outputs = setup.outputs();
    reverseExamples(setup.inputs.matrix(), shape);
    reverseExamples(outputs, shape);
    close(outputs, setup.outputs(), ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void floatEqualsDoubleButForRounding(AllCells.Named named, AllCells.Shape shape) {
    Matrix doubles = new Setup<>(make(named, shape, Precision.DOUBLE), shape, 1).outputs();
    Matrix floats =
        new Setup<>(make(named, shape, Precision.FLOAT), shape, 1, Precision.FLOAT).outputs();
    close(doubles, floats.to(Precision.DOUBLE), FLOAT * Math.sqrt(doubles.size()));
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void heldStatesDoNotDependOnPadding(AllCells.Named named, AllCells.Shape shape) {
    Setup<?> setup = new Setup<>(make(named, shape, Precision.DOUBLE), shape, 1);
    Matrix before = setup.heldOutputs();
    for (int row = 0; row < setup.counts.length; row++) {
      if (!setup.counts[row]) {
        setup.inputs.matrix().rows(row, row + 1).fill(7);
      }
    }
    assertEquals(before.toString(), setup.heldOutputs().toString());
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void outputsAtTheEndsAreTheHeldOnes(AllCells.Named named, AllCells.Shape shape) {
    Setup<?> setup = new Setup<>(make(named, shape, Precision.DOUBLE), shape, 1);
    int batch = shape.batch();
    Matrix held = setup.heldOutputs();
    Tape tape = Tape.off();
    Value last = setup.lengths.last(new Sequence(tape.constant(setup.outputs()), shape.steps()));
    close(held.rows(held.rows() - batch, held.rows()), last.matrix(), ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void heldStatesGoOnAsIfAlone(AllCells.Named named, AllCells.Shape shape) {
    Setup<?> setup = new Setup<>(make(named, shape, Precision.DOUBLE), shape, 1);
    Matrix among = setup.stepAfterTheEnds();
    for (int b = 0; b < shape.batch(); b++) {
      close(setup.stepAfterTheEndOf(b), among.rows(b, b + 1), ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void namesOfParametersDiffer(AllCells.Named named, AllCells.Shape shape) {
    List<String> names =
        make(named, shape, Precision.DOUBLE).parameters().stream().map(Parameter::name).toList();
    assertEquals(names.stream().distinct().toList(), names);
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void stateOfAnotherBatchIsRefusedNamingBothSizes(AllCells.Named named, AllCells.Shape shape) {
    String message = refusal(make(named, shape, Precision.DOUBLE), 3, 1, AllCells.INPUTS);
    assertTrue(message.contains("3") && message.contains("1"), message);
  }

  @ParameterizedTest
  @MethodSource("unroll.cell.AllCells#inAllShapes")
  void inputOfAnotherSizeIsRefusedNamingBothSizes(AllCells.Named named, AllCells.Shape shape) {
    String message = refusal(make(named, shape, Precision.DOUBLE), 2, 2, AllCells.INPUTS + 1);
    assertTrue(message.contains("2 x 4") && message.contains("3"), message);
  }

  private static <S> String refusal(Cell<S> cell, int batch, int stateBatch, int inputs) {
    Tape tape = new Tape();
    Value x = tape.zeros(Precision.DOUBLE, batch, inputs);
    S start = cell.initialState(tape, stateBatch);
    return assertThrows(IllegalArgumentException.class, () -> cell.step(x, start)).getMessage();
  }

  private static Cell<?> make(AllCells.Named named, AllCells.Shape shape, Precision precision) {
    return named.make().apply(shape.hidden(), Initializer.of(new SplittableRandom(1), precision));
  }

  private static void close(Matrix expected, Matrix actual, double tolerance) {
    Matrix difference = expected.copy();
    difference.kernels().addScaled(-1, actual, difference);
    assertEquals(0, Math.sqrt(difference.kernels().sumOfSquares(difference)), tolerance);
  }

  private static void reverseExamples(Matrix rows, AllCells.Shape shape) {
    Matrix before = rows.copy();
    for (int row = 0; row < rows.rows(); row++) {
      int t = row / shape.batch();
      int from = t * shape.batch() + shape.batch() - 1 - row % shape.batch();
      rows.rows(row, row + 1).copyFrom(before.rows(from, from + 1));
    }
  }

  /** A cell under a readout, on ragged random sequences. */
  private static final class Setup<S> {
    final Cell<S> cell;
    final Linear readout;
    final AllCells.Shape shape;
    final Parameter inputs;
    final Lengths lengths;
    final boolean[] counts;
    final int[] targets;

    Setup(Cell<S> cell, AllCells.Shape shape, double size) {
      this(cell, shape, size, Precision.DOUBLE);
    }

    Setup(Cell<S> cell, AllCells.Shape shape, double size, Precision precision) {
      this.cell = cell;
      this.shape = shape;
      Initializer init = Initializer.of(new SplittableRandom(2), precision);
      readout = Linear.of(shape.hidden(), CLASSES, init.named("readout"));
      int rows = shape.batch() * shape.steps();
      inputs = init.normal("x", rows, AllCells.INPUTS, size);
      int[] ends = new int[shape.batch()];
      for (int b = 0; b < ends.length; b++) {
        ends[b] = 1 + (b + shape.steps() - 1) % shape.steps();
      }
      lengths = Lengths.of(ends);
      counts = lengths.counts(shape.steps());
      targets = new SplittableRandom(4).ints(rows, 0, CLASSES).toArray();
      for (int row = 0; row < rows; row++) {
        targets[row] = counts[row] ? targets[row] : MASKED;
      }
    }

    List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(cell.parameters());
      all.addAll(readout.parameters());
      all.add(inputs);
      return all;
    }

    /** A state that a step has led to: not zero, and with a gradient. */
    S start(Tape tape) {
      Value first = inputs.on(tape).rows(0, shape.batch()).scale(0.5);
      return cell.step(first, cell.initialState(tape, shape.batch()));
    }

    Unrolled<S> unrolled(Tape tape) {
      return cell.unroll(new Sequence(inputs.on(tape), shape.steps()), start(tape));
    }

    /** Hears of all outputs that count, and of the last state. */
    Value loss(Tape tape) {
      Unrolled<S> unrolled = unrolled(tape);
      Value last = cell.output(unrolled.last());
      return CrossEntropy.mean(readout.apply(unrolled.outputs().rows()), targets)
          .plus(last.timesElements(last).sum().scale(0.1));
    }

    Value steppedLoss(Tape tape) {
      Sequence xs = new Sequence(inputs.on(tape), shape.steps());
      S state = start(tape);
      List<Value> outputs = new ArrayList<>();
      for (int t = 0; t < shape.steps(); t++) {
        state = cell.step(xs.at(t), state);
        outputs.add(cell.output(state));
      }
      Value last = cell.output(state);
      return CrossEntropy.mean(readout.apply(Value.stack(outputs)), targets)
          .plus(last.timesElements(last).sum().scale(0.1));
    }

    List<Matrix> gradients(Value loss) {
      parameters().forEach(Parameter::zeroGradient);
      loss.backward();
      List<Matrix> gradients = new ArrayList<>();
      parameters().forEach(parameter -> gradients.add(parameter.gradient().copy()));
      gradients.add(loss.matrix());
      return gradients;
    }

    Matrix outputs() {
      return unrolled(Tape.off()).outputs().rows().matrix().copy();
    }

    Matrix splitOutputs() {
      Matrix all = inputs.matrix();
      Matrix outputs = all.zerosLike(all.rows(), cell.hidden());
      Tape tape = new Tape();
      S state = start(tape);
      int split = (shape.steps() + 1) / 2 * shape.batch();
      for (int[] window : new int[][] {{0, split}, {split, all.rows()}}) {
        int steps = (window[1] - window[0]) / shape.batch();
        if (steps > 0) {
          state = cell.carry(state, tape);
          Value xs = tape.constant(all.rows(window[0], window[1]));
          Unrolled<S> unrolled = cell.unroll(new Sequence(xs, steps), state);
          outputs.rows(window[0], window[1]).copyFrom(unrolled.outputs().rows().matrix());
          state = unrolled.last();
        }
      }
      return outputs;
    }

    Matrix heldOutputs() {
      Tape tape = Tape.off();
      return lengths
          .unroll(cell, new Sequence(inputs.on(tape), shape.steps()), start(tape))
          .outputs()
          .rows()
          .matrix()
          .copy();
    }

    /** The output one step after each example's end: what a held state leads to. */
    Matrix stepAfterTheEnds() {
      Tape tape = Tape.off();
      Sequence xs = new Sequence(inputs.on(tape), shape.steps());
      S state = lengths.unroll(cell, xs, cell.initialState(tape, shape.batch())).last();
      return cell.output(cell.step(xs.at(0), state)).matrix();
    }

    Matrix stepAfterTheEndOf(int example) {
      Tape tape = Tape.off();
      Sequence xs = new Sequence(inputs.on(tape), shape.steps());
      S state = cell.initialState(tape, 1);
      for (int t = 0; t < lengths.at(example); t++) {
        state = cell.step(xs.at(t).rows(example, example + 1), state);
      }
      return cell.output(cell.step(xs.at(0).rows(example, example + 1), state)).matrix();
    }
  }
}

package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Holds the cells, which take a whole sequence as one operation, against twins composed of the
 * operations of values, step by step as the equations stand in the lecture.
 */
class CellTwinTest {
  /**
   * The same sums in another order, over at most 7 steps and sums of 33 terms; and tanh and sigmoid
   * by the same kernels.
   */
  private static final double ROUNDING = 1e-12;

  /** See CellGradientTest. */
  private static final double FINITE_DIFFERENCE = 1e-7;

  /** So large that gates and candidates are 0 or 1 but for the last digits. */
  private static final double SATURATING = 100;

  private record Shape(int batch, int steps, int inputs, int hidden) {}

  /** What all cells are seen as here: a state is a list of values. */
  private interface Subject {
    List<Parameter> parameters();

    int states();

    /** Unrolls by the cell's own operation: the outputs, then the last state. */
    List<Value> fused(Value x, int steps, List<Value> start);

    /** One step composed of value operations: the next state, the output first. */
    List<Value> composedStep(Value x, List<Value> before);
  }

  private record ElmanSubject(Elman cell) implements Subject {
    @Override
    public List<Parameter> parameters() {
      return cell.parameters();
    }

    @Override
    public int states() {
      return 1;
    }

    @Override
    public List<Value> fused(Value x, int steps, List<Value> start) {
      var unrolled = cell.unroll(new Sequence(x, steps), new Elman.State(start.get(0)));
      return List.of(unrolled.outputs().rows(), unrolled.last().h());
    }

    @Override
    public List<Value> composedStep(Value x, List<Value> before) {
      Tape tape = x.tape();
      return List.of(
          x.times(cell.inputWeights().on(tape))
              .plus(before.get(0).times(cell.recurrentWeights().on(tape)))
              .plus(cell.bias().on(tape))
              .tanh());
    }
  }

  private record LstmSubject(Lstm cell) implements Subject {
    @Override
    public List<Parameter> parameters() {
      return cell.parameters();
    }

    @Override
    public int states() {
      return 2;
    }

    @Override
    public List<Value> fused(Value x, int steps, List<Value> start) {
      var unrolled =
          cell.unroll(new Sequence(x, steps), new Lstm.State(start.get(0), start.get(1)));
      return List.of(unrolled.outputs().rows(), unrolled.last().h(), unrolled.last().c());
    }

    @Override
    public List<Value> composedStep(Value x, List<Value> before) {
      Tape tape = x.tape();
      int n = cell.hidden();
      Value z =
          x.times(cell.inputWeights().on(tape))
              .plus(before.get(0).times(cell.recurrentWeights().on(tape)))
              .plus(cell.bias().on(tape));
      Value i = z.columns(0, n).sigmoid();
      Value f = z.columns(n, 2 * n).sigmoid();
      Value o = z.columns(2 * n, 3 * n).sigmoid();
      Value g = z.columns(3 * n, 4 * n).tanh();
      Value c = f.timesElements(before.get(1)).plus(i.timesElements(g));
      return List.of(o.timesElements(c.tanh()), c);
    }
  }

  /** A cell with inputs and a start state that need gradients too. */
  private static final class Setup {
    final Subject subject;
    final Shape shape;
    final Parameter x;
    final List<Parameter> start = new ArrayList<>();
    final List<Parameter> all;

    Setup(String name, Shape shape, double size) {
      this.shape = shape;
      Initializer init = Initializer.of(new SplittableRandom(21), Precision.DOUBLE);
      subject =
          name.equals("Elman")
              ? new ElmanSubject(Elman.of(shape.inputs(), shape.hidden(), init))
              : new LstmSubject(Lstm.of(shape.inputs(), shape.hidden(), init));
      x = init.normal("x", shape.steps() * shape.batch(), shape.inputs(), size);
      for (int s = 0; s < subject.states(); s++) {
        start.add(init.normal("start" + s, shape.batch(), shape.hidden(), 1));
      }
      all = new ArrayList<>(subject.parameters());
      all.add(x);
      all.addAll(start);
    }

    List<Value> startOn(Tape tape) {
      return start.stream().map(p -> p.on(tape)).toList();
    }

    List<Value> fused(Tape tape) {
      return subject.fused(x.on(tape), shape.steps(), startOn(tape));
    }

    List<Value> composed(Tape tape) {
      Value xs = x.on(tape);
      List<Value> state = startOn(tape);
      List<Value> outputs = new ArrayList<>();
      for (int t = 0; t < shape.steps(); t++) {
        state = subject.composedStep(xs.rows(t * shape.batch(), (t + 1) * shape.batch()), state);
        outputs.add(state.get(0));
      }
      List<Value> result = new ArrayList<>(List.of(Value.stack(outputs)));
      result.addAll(state);
      return result;
    }

    List<Value> inTwoHalves(Tape tape) {
      int half = shape.steps() / 2 * shape.batch();
      Value xs = x.on(tape);
      List<Value> first = subject.fused(xs.rows(0, half), shape.steps() / 2, startOn(tape));
      List<Value> second =
          subject.fused(
              xs.rows(half, xs.rows()),
              shape.steps() - shape.steps() / 2,
              first.subList(1, first.size()));
      List<Value> result =
          new ArrayList<>(List.of(Value.stack(List.of(first.get(0), second.get(0)))));
      result.addAll(second.subList(1, second.size()));
      return result;
    }

    /** Weighs all numbers unevenly, so that every output and the last state count. */
    static Value loss(List<Value> results) {
      SplittableRandom random = new SplittableRandom(22);
      Value loss = null;
      for (Value result : results) {
        Matrix weights =
            Initializer.of(random, Precision.DOUBLE)
                .normal("weights", result.rows(), result.columns(), 1)
                .matrix();
        Value part = result.timesElements(result.tape().constant(weights)).sum();
        loss = loss == null ? part : loss.plus(part);
      }
      return loss;
    }

    List<Matrix> gradients(Value loss) {
      all.forEach(Parameter::zeroGradient);
      loss.backward();
      return all.stream().map(p -> p.gradient().copy()).toList();
    }
  }

  static Stream<Arguments> cases() {
    List<Shape> shapes =
        List.of(
            new Shape(1, 1, 1, 1),
            new Shape(3, 1, 5, 7),
            new Shape(1, 6, 4, 3),
            new Shape(5, 4, 3, 9),
            new Shape(9, 7, 6, 33));
    return Stream.of("Elman", "LSTM")
        .flatMap(name -> shapes.stream().map(shape -> Arguments.of(name, shape)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesEqualTheComposedTwin(String name, Shape shape) {
    Setup setup = new Setup(name, shape, 1);
    equal(matrices(setup.composed(new Tape())), matrices(setup.fused(new Tape())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsEqualTheComposedTwin(String name, Shape shape) {
    Setup setup = new Setup(name, shape, 1);
    equal(
        setup.gradients(Setup.loss(setup.composed(new Tape()))),
        setup.gradients(Setup.loss(setup.fused(new Tape()))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsToInputsAndStartMatchFiniteDifferences(String name, Shape shape) {
    Setup setup = new Setup(name, shape, 1);
    double error =
        GradientCheck.error(
            setup.all, tape -> Setup.loss(setup.fused(tape)), new SplittableRandom(23));
    assertTrue(error < FINITE_DIFFERENCE, "error " + error);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saturatedValuesEqualTheComposedTwin(String name, Shape shape) {
    Setup setup = new Setup(name, shape, SATURATING);
    equal(matrices(setup.composed(new Tape())), matrices(setup.fused(new Tape())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saturatedGradientsEqualTheComposedTwin(String name, Shape shape) {
    Setup setup = new Setup(name, shape, SATURATING);
    equal(
        setup.gradients(Setup.loss(setup.composed(new Tape()))),
        setup.gradients(Setup.loss(setup.fused(new Tape()))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aTapeThatIsOffGivesTheSameValues(String name, Shape shape) {
    Setup setup = new Setup(name, shape, 1);
    equal(matrices(setup.fused(new Tape())), matrices(setup.fused(Tape.off())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSecondPassInReusedMemoryGivesTheSameGradients(String name, Shape shape) {
    Setup setup = new Setup(name, shape, 1);
    Tape tape = new Tape();
    List<Matrix> first = setup.gradients(Setup.loss(setup.fused(tape)));
    tape.clear();
    equal(first, setup.gradients(Setup.loss(setup.fused(tape))));
  }

  static Stream<Arguments> splitCases() {
    return cases().filter(arguments -> ((Shape) arguments.get()[1]).steps() > 1);
  }

  @ParameterizedTest
  @MethodSource("splitCases")
  void aSequenceInTwoHalvesEqualsTheWhole(String name, Shape shape) {
    Setup setup = new Setup(name, shape, 1);
    equal(matrices(setup.fused(new Tape())), matrices(setup.inTwoHalves(new Tape())));
  }

  @ParameterizedTest
  @MethodSource("splitCases")
  void gradientsOfASequenceInTwoHalvesEqualTheWhole(String name, Shape shape) {
    Setup setup = new Setup(name, shape, 1);
    equal(
        setup.gradients(Setup.loss(setup.fused(new Tape()))),
        setup.gradients(Setup.loss(setup.inTwoHalves(new Tape()))));
  }

  private static List<Matrix> matrices(List<Value> values) {
    return values.stream().map(Value::matrix).toList();
  }

  private static void equal(List<Matrix> expected, List<Matrix> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      Matrix e = expected.get(i);
      for (int r = 0; r < e.rows(); r++) {
        for (int c = 0; c < e.columns(); c++) {
          double size = Math.max(1, Math.abs(e.get(r, c)));
          assertEquals(e.get(r, c), actual.get(i).get(r, c), ROUNDING * size, "matrix " + i);
        }
      }
    }
  }

  @Test
  void gradientOfTheMemoryBetweenStepsIsWhole() {
    Initializer init = Initializer.of(new SplittableRandom(5), Precision.DOUBLE);
    Lstm cell = Lstm.of(3, 4, init);
    LstmSubject twin = new LstmSubject(cell);
    Matrix x = init.normal("x", 2, 3, 1).matrix();
    Matrix h = init.normal("h", 2, 4, 1).matrix();
    Matrix c = init.normal("c", 2, 4, 1).matrix();

    Tape tape = new Tape();
    Lstm.State first =
        cell.step(tape.constant(x), new Lstm.State(tape.constant(h), tape.constant(c)));
    cell.step(tape.constant(x), first).h().sum().backward();
    Tape other = new Tape();
    List<Value> composed =
        twin.composedStep(other.constant(x), List.of(other.constant(h), other.constant(c)));
    twin.composedStep(other.constant(x), composed).get(0).sum().backward();

    equal(List.of(composed.get(1).gradient()), List.of(first.c().gradient()));
    equal(List.of(composed.get(0).gradient()), List.of(first.h().gradient()));
  }
}

package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class CellGradientTest {
  /**
   * Central differences in double reach about 1e-9; a wrong sign or term is off by 1e-2 or more.
   */
  private static final double FINITE_DIFFERENCE = 1e-7;

  /** The same sums in another order. */
  private static final double ROUNDING = 1e-12;

  private static final int VOCABULARY = 5;

  record Shape(int batch, int steps, int hidden) {}

  record Named(String name, BiFunction<Integer, Initializer, Cell<?>> make) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> cases() {
    List<Named> cells =
        List.of(
            new Named("Elman", (hidden, init) -> Elman.of(VOCABULARY, hidden, init)),
            new Named("LSTM", (hidden, init) -> Lstm.of(VOCABULARY, hidden, init)),
            new Named("GRU", (hidden, init) -> Gru.of(VOCABULARY, hidden, init)),
            new Named(
                "GRU, reset after",
                (hidden, init) -> Gru.of(VOCABULARY, hidden, Gru.Reset.AFTER_PRODUCT, init)));
    List<Shape> shapes =
        List.of(new Shape(1, 1, 1), new Shape(3, 1, 7), new Shape(1, 6, 3), new Shape(5, 4, 9));
    return cells.stream()
        .flatMap(
            cell ->
                shapes.stream().map(s -> org.junit.jupiter.params.provider.Arguments.of(cell, s)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientMatchesFiniteDifferences(Named named, Shape shape) {
    Setup<?> setup = setup(named, shape);
    double error = GradientCheck.error(setup.parameters(), setup::fused, new SplittableRandom(3));
    assertTrue(error < FINITE_DIFFERENCE, "error " + error);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void unrollingAtOnceEqualsSteppingOneByOne(Named named, Shape shape) {
    Setup<?> setup = setup(named, shape);
    Tape tape = new Tape();
    Value fused = setup.fused(tape);
    tape.backward(fused);
    List<unroll.matrix.Matrix> gradients = new ArrayList<>();
    for (Parameter p : setup.parameters()) {
      gradients.add(p.gradient().copy());
      p.zeroGradient();
    }
    Tape second = new Tape();
    Value stepped = setup.stepped(second);
    second.backward(stepped);
    assertEquals(fused.scalar(), stepped.scalar(), ROUNDING);
    for (int i = 0; i < gradients.size(); i++) {
      unroll.matrix.Matrix difference = gradients.get(i);
      difference.kernels().addScaled(-1, setup.parameters().get(i).gradient(), difference);
      assertEquals(0, Math.sqrt(difference.kernels().sumOfSquares(difference)), ROUNDING);
    }
  }

  private static Setup<?> setup(Named named, Shape shape) {
    Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
    return new Setup<>(named.make().apply(shape.hidden(), init), shape);
  }

  private static final class Setup<S> {
    final Cell<S> cell;
    final Linear readout;
    final Shape shape;
    final int[] symbols;
    final int[] targets;

    Setup(Cell<S> cell, Shape shape) {
      this.cell = cell;
      this.shape = shape;
      this.readout =
          Linear.of(
              shape.hidden(),
              VOCABULARY,
              Initializer.of(new SplittableRandom(2), Precision.DOUBLE));
      SplittableRandom random = new SplittableRandom(4);
      symbols = random.ints(shape.batch() * shape.steps(), 0, VOCABULARY).toArray();
      targets = random.ints(shape.batch() * shape.steps(), 0, VOCABULARY).toArray();
    }

    List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(cell.parameters());
      all.addAll(readout.parameters());
      return all;
    }

    Value fused(Tape tape) {
      Value x = tape.oneHot(Precision.DOUBLE, symbols, VOCABULARY);
      S start = cell.initialState(tape, shape.batch());
      Value outputs = cell.unroll(new Sequence(x, shape.steps()), start).outputs().rows();
      return CrossEntropy.mean(readout.apply(outputs), targets);
    }

    Value stepped(Tape tape) {
      Sequence xs = new Sequence(tape.oneHot(Precision.DOUBLE, symbols, VOCABULARY), shape.steps());
      S state = cell.initialState(tape, shape.batch());
      List<Value> outputs = new ArrayList<>();
      for (int t = 0; t < shape.steps(); t++) {
        state = cell.step(xs.at(t), state);
        outputs.add(cell.output(state));
      }
      return CrossEntropy.mean(readout.apply(Value.stack(outputs)), targets);
    }
  }
}

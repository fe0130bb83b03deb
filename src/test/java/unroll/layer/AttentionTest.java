package unroll.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

class AttentionTest {
  /**
   * Central differences in double reach about 1e-9; a wrong sign or term is off by 1e-2 or more.
   */
  private static final double FINITE_DIFFERENCE = 1e-7;

  /** The same sums in another order. */
  private static final double ROUNDING = 1e-12;

  private static final int WIDTH = 4;

  /** Sizes: examples, places of the memory, queries to each example, and how large numbers are. */
  record Shape(int batch, int places, int queries, double size) {}

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    List<Shape> shapes =
        List.of(
            new Shape(1, 1, 1, 1),
            new Shape(3, 1, 2, 1),
            new Shape(1, 5, 1, 1),
            new Shape(3, 5, 1, 1),
            new Shape(5, 3, 4, 1),
            new Shape(3, 5, 2, 30));
    for (String kind : List.of("additive", "dot", "general")) {
      for (Shape shape : shapes) {
        cases.add(Arguments.of(kind, shape));
      }
    }
    return cases.stream();
  }

  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);

  private Attention make(String kind) {
    return switch (kind) {
      case "additive" -> AdditiveAttention.of(WIDTH, WIDTH, 3, init);
      case "general" -> GeneralAttention.of(WIDTH, WIDTH, init);
      default -> new DotAttention();
    };
  }

  /** All count, but for the last place of every second example. */
  private static boolean[] counts(Shape shape) {
    boolean[] counts = new boolean[shape.places() * shape.batch()];
    for (int row = 0; row < counts.length; row++) {
      int s = row / shape.batch();
      counts[row] = s == 0 || s < shape.places() - 1 || row % shape.batch() % 2 == 1;
    }
    return counts;
  }

  private Parameter memory(Shape shape) {
    return init.normal("memory", shape.places() * shape.batch(), WIDTH, shape.size());
  }

  private Parameter queries(Shape shape) {
    return init.normal("queries", shape.queries() * shape.batch(), WIDTH, shape.size());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientMatchesFiniteDifferences(String kind, Shape shape) {
    Attention attention = make(kind);
    Parameter memory = memory(shape);
    Parameter queries = queries(shape);
    Matrix factor = init.normal("", queries.matrix().rows(), WIDTH, 1).matrix();
    List<Parameter> parameters = new ArrayList<>(attention.parameters());
    parameters.add(memory);
    parameters.add(queries);
    double error =
        GradientCheck.error(
            parameters,
            tape -> {
              var read =
                  attention.read(
                      queries.on(tape),
                      attention.memory(memory.on(tape), shape.batch(), counts(shape)));
              Value entropy = read.weights().timesElements(read.weights()).sum();
              return read.context().timesElements(tape.constant(factor)).sum().plus(entropy);
            },
            new SplittableRandom(2));
    assertTrue(error < FINITE_DIFFERENCE, "error " + error);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weightsOfAQuerySumToOne(String kind, Shape shape) {
    Matrix weights = read(kind, shape).weights().matrix();
    for (double[] row : weights.toArray()) {
      double sum = 0;
      for (double weight : row) {
        sum += weight;
      }
      assertEquals(1, sum, ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void maskedPlacesGetExactlyZero(String kind, Shape shape) {
    Matrix weights = read(kind, shape).weights().matrix();
    boolean[] counts = counts(shape);
    for (int row = 0; row < weights.rows(); row++) {
      for (int s = 0; s < shape.places(); s++) {
        if (!counts[s * shape.batch() + row % shape.batch()]) {
          assertEquals(0.0, weights.get(row, s));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void queriesAtOnceReadWhatTheyReadOneByOne(String kind, Shape shape) {
    Attention attention = make(kind);
    Tape tape = Tape.off();
    Attention.Memory memory = attention.memory(memory(shape).on(tape), shape.batch());
    Value queries = queries(shape).on(tape);
    List<Value> contexts = new ArrayList<>();
    for (int t = 0; t < shape.queries(); t++) {
      Value query = queries.rows(t * shape.batch(), (t + 1) * shape.batch());
      contexts.add(attention.read(query, memory).context());
    }
    close(Value.stack(contexts).matrix(), attention.read(queries, memory).context().matrix());
  }

  private Attention.Read read(String kind, Shape shape) {
    Attention attention = make(kind);
    Tape tape = Tape.off();
    return attention.read(
        queries(shape).on(tape),
        attention.memory(memory(shape).on(tape), shape.batch(), counts(shape)));
  }

  @Test
  void contextIsTheMeanOfTheMemoryWhereAllFitAlike() {
    Tape tape = Tape.off();
    Matrix rows =
        Matrix.of(
            Precision.DOUBLE,
            new double[] {1, 10},
            new double[] {2, 20},
            new double[] {3, 30},
            new double[] {6, 60});
    DotAttention attention = new DotAttention();
    Value nothing = tape.zeros(Precision.DOUBLE, 2, 2);
    Matrix context =
        attention.read(nothing, attention.memory(tape.constant(rows), 2)).context().matrix();
    close(Matrix.of(Precision.DOUBLE, new double[] {2, 20}, new double[] {4, 40}), context);
  }

  @Test
  void floatMasksAreExactlyZeroToo() {
    Tape tape = Tape.off();
    DotAttention attention = new DotAttention();
    Matrix rows = init.in(Precision.FLOAT).normal("", 3, 2, 1).matrix();
    Value query = tape.constant(init.in(Precision.FLOAT).normal("", 1, 2, 1).matrix());
    var memory = attention.memory(tape.constant(rows), 1, new boolean[] {true, false, true});
    assertEquals(0.0, attention.read(query, memory).weights().matrix().get(0, 1));
  }

  @Test
  void exampleWithNothingToReadIsNamed() {
    Value rows = Tape.off().zeros(Precision.DOUBLE, 4, 2);
    boolean[] counts = {true, false, true, false};
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new DotAttention().memory(rows, 2, counts))
            .getMessage();
    assertEquals("attention: example 1 has nothing to read", message);
  }

  @Test
  void oneReadablePlaceIsEnoughWhereverItIs() {
    Matrix rows = init.normal("", 6, 2, 1).matrix();
    DotAttention attention = new DotAttention();
    Tape tape = Tape.off();
    for (int place = 0; place < 3; place++) {
      boolean[] counts = {true, false, true, false, true, false};
      counts[2 * place + 1] = true;
      Value queries = tape.constant(init.normal("", 2, 2, 1).matrix());
      Matrix context =
          attention
              .read(queries, attention.memory(tape.constant(rows), 2, counts))
              .context()
              .matrix();
      close(rows.rows(2 * place + 1, 2 * place + 2), context.rows(1, 2));
    }
  }

  @Test
  void queriesThatDoNotDivideIntoTheBatchAreNamed() {
    Tape tape = Tape.off();
    DotAttention attention = new DotAttention();
    Attention.Memory memory = attention.memory(tape.zeros(Precision.DOUBLE, 4, 2), 2);
    Value queries = tape.zeros(Precision.DOUBLE, 3, 2);
    String message =
        assertThrows(IllegalArgumentException.class, () -> attention.read(queries, memory))
            .getMessage();
    assertEquals("attention: 3 queries for a batch of 2", message);
  }

  @Test
  void maskOfAnotherLengthIsNamed() {
    Value rows = Tape.off().zeros(Precision.DOUBLE, 4, 2);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new DotAttention().memory(rows, 2, new boolean[3]))
            .getMessage();
    assertEquals("attention: 4 rows and a mask of 3 for a batch of 2", message);
  }

  private static void close(Matrix expected, Matrix actual) {
    Matrix difference = expected.copy();
    difference.kernels().addScaled(-1, actual, difference);
    assertEquals(0, Math.sqrt(difference.kernels().sumOfSquares(difference)), ROUNDING);
  }
}

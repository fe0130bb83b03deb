package unroll.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * Every operation of a value, computed a second time in complex numbers: what it says, and every
 * number of every gradient, at odd sizes and where units are saturated.
 */
class ComplexStepTest {
  /** A handful of roundings of numbers of size 1; relative above. */
  private static final double ROUNDING = 1e-12;

  /** Operands: a and b are n x m, w is m x 4, row is 1 x m; s says what a is like. */
  private record Values(Tape tape, Value a, Value b, Value w, Value row) {}

  private record Complexes(ComplexMatrix a, ComplexMatrix b, ComplexMatrix w, ComplexMatrix row) {}

  private record Operation(
      String name, Function<Values, Value> real, Function<Complexes, ComplexMatrix> complex) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation("times", o -> o.a().times(o.w()), z -> z.a().times(z.w())),
          new Operation(
              "affine",
              o -> o.b().affine(o.a().transpose(), o.a().times(o.row().transpose()).transpose()),
              z ->
                  z.b()
                      .times(z.a().transpose())
                      .plus(z.a().times(z.row().transpose()).transpose())),
          new Operation("plus", o -> o.a().plus(o.b()), z -> z.a().plus(z.b())),
          new Operation("plus a row", o -> o.a().plus(o.row()), z -> z.a().plus(z.row())),
          new Operation("minus", o -> o.a().minus(o.b()), z -> z.a().plus(z.b().scale(-1))),
          new Operation(
              "minus a row", o -> o.a().minus(o.row()), z -> z.a().plus(z.row().scale(-1))),
          new Operation(
              "timesElements", o -> o.a().timesElements(o.b()), z -> z.a().timesElements(z.b())),
          new Operation("scale", o -> o.a().scale(-2.5), z -> z.a().scale(-2.5)),
          new Operation("tanh", o -> o.a().tanh(), z -> z.a().tanh()),
          new Operation("sigmoid", o -> o.a().sigmoid(), z -> z.a().sigmoid()),
          new Operation("relu", o -> o.a().relu(), z -> z.a().relu()),
          new Operation("exp", o -> o.a().exp(), z -> z.a().exp()),
          new Operation(
              "log", o -> o.a().timesElements(o.a()).log(), z -> z.a().timesElements(z.a()).log()),
          new Operation("softplus", o -> o.a().softplus(), z -> softplus(z.a())),
          new Operation(
              "clamp",
              o -> o.a().clamp(-0.4, 30),
              // max(-0.4, min(30, a)), with the rectifier
              z -> plus(plus(plus(z.a().scale(-1), 30).relu().scale(-1), 30.4).relu(), -0.4)),
          new Operation("logSumExp", o -> o.a().logSumExp(), z -> z.a().logSumExp()),
          new Operation("softmax", o -> o.a().softmax(), z -> z.a().softmax()),
          new Operation("sum", o -> o.a().sum(), z -> z.a().sum()),
          new Operation(
              "mean", o -> o.a().mean(), z -> z.a().sum().scale(1.0 / z.a().rows() / columns(z))),
          new Operation("columns", o -> o.w().columns(1, 3), z -> z.w().columns(1, 3)),
          new Operation("rows", o -> o.w().rows(0, 1), z -> z.w().rows(0, 1)),
          new Operation("transpose", o -> o.a().transpose(), z -> z.a().transpose()),
          new Operation(
              "reshape",
              o -> o.w().reshape(4, o.w().rows()).columns(0, 1),
              z -> everyFourth(z.w())),
          new Operation(
              "pick",
              o -> o.w().pick(0, o.w().rows() - 1, 0),
              z -> picked(z.w().rows(), 0, z.w().rows() - 1, 0).times(z.w())),
          new Operation(
              "stack",
              o -> Value.stack(List.of(o.a(), o.row(), o.b())).times(o.w()),
              z -> stacked(z.a(), z.row(), z.b()).times(z.w())),
          new Operation(
              "beside",
              o -> Value.beside(List.of(o.a(), o.b())),
              z -> stacked(z.a().transpose(), z.b().transpose()).transpose()));

  private static int columns(Complexes z) {
    return z.a().columns();
  }

  private static ComplexMatrix plus(ComplexMatrix z, double number) {
    Matrix numbers = Matrix.zeros(Precision.DOUBLE, z.rows(), z.columns());
    numbers.fill(number);
    return z.plus(ComplexMatrix.of(numbers));
  }

  /** log(1 + exp z) is the logarithm of the sum of the exponentials of 0 and z. */
  private static ComplexMatrix softplus(ComplexMatrix z) {
    ComplexMatrix[] columns = new ComplexMatrix[z.columns()];
    for (int c = 0; c < columns.length; c++) {
      ComplexMatrix column = z.columns(c, c + 1);
      columns[c] =
          stacked(column.transpose(), column.scale(0).transpose())
              .transpose()
              .logSumExp()
              .transpose();
    }
    return stacked(columns).transpose();
  }

  /** Numbers 0, m, 2m and 3m of an m x 4 matrix read row by row: the first column of a 4 x m. */
  private static ComplexMatrix everyFourth(ComplexMatrix w) {
    int m = w.rows();
    ComplexMatrix[] numbers = new ComplexMatrix[4];
    for (int i = 0; i < 4; i++) {
      int at = i * m;
      numbers[i] = w.rows(at / 4, at / 4 + 1).columns(at % 4, at % 4 + 1);
    }
    return stacked(numbers);
  }

  private static ComplexMatrix picked(int of, int... rows) {
    Matrix picks = Matrix.zeros(Precision.DOUBLE, rows.length, of);
    for (int r = 0; r < rows.length; r++) {
      picks.set(r, rows[r], 1);
    }
    return ComplexMatrix.of(picks);
  }

  /** One below the other, by products with zeros and ones. */
  private static ComplexMatrix stacked(ComplexMatrix... parts) {
    int rows = 0;
    for (ComplexMatrix part : parts) {
      rows += part.rows();
    }
    ComplexMatrix sum = null;
    int at = 0;
    for (ComplexMatrix part : parts) {
      Matrix places = Matrix.zeros(Precision.DOUBLE, rows, part.rows());
      for (int r = 0; r < part.rows(); r++) {
        places.set(at + r, r, 1);
      }
      at += part.rows();
      ComplexMatrix placed = ComplexMatrix.of(places).times(part);
      sum = sum == null ? placed : sum.plus(placed);
    }
    return sum;
  }

  /** Shape of a and b, and how large the numbers of a are: all about this far from zero. */
  private record Start(int rows, int columns, double size) {
    List<Parameter> parameters() {
      Initializer init = Initializer.of(new SplittableRandom(11), Precision.DOUBLE);
      Parameter a = init.normal("a", rows, columns, 1);
      if (size > 1) {
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            double number = a.matrix().get(r, c);
            a.matrix().set(r, c, Math.signum(number) * size + number);
          }
        }
      }
      return List.of(
          a,
          init.normal("b", rows, columns, 1),
          init.normal("w", columns, 4, 1),
          init.normal("row", 1, columns, 1));
    }
  }

  static Stream<Arguments> cases() {
    List<Start> starts =
        List.of(
            new Start(5, 3, 1),
            new Start(1, 1, 1),
            new Start(1, 7, 1),
            new Start(4, 1, 1),
            new Start(5, 3, 50),
            new Start(5, 3, 700));
    return OPERATIONS.stream()
        .flatMap(operation -> starts.stream().map(start -> Arguments.of(operation, start)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void valueIsTheComplexOne(Operation operation, Start start) {
    List<Parameter> parameters = start.parameters();
    ComplexMatrix expected = operation.complex().apply(complexes(parameters));
    Matrix actual = operation.real().apply(values(new Tape(), parameters)).matrix();
    assertEquals(expected.rows(), actual.rows());
    assertEquals(expected.columns(), actual.columns());
    for (int r = 0; r < actual.rows(); r++) {
      for (int c = 0; c < actual.columns(); c++) {
        close(expected.real(r, c), actual.get(r, c), "at " + r + ", " + c);
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void gradientIsTheComplexStep(Operation operation, Start start) {
    List<Parameter> parameters = start.parameters();
    weighted(operation, new Tape(), parameters).backward();
    for (int i = 0; i < parameters.size(); i++) {
      int which = i;
      Matrix expected =
          ComplexStep.gradient(
              parameters.get(i).matrix(),
              z -> {
                ComplexMatrix y = operation.complex().apply(complexes(parameters, which, z));
                return y.timesElements(ComplexMatrix.of(uneven(y.rows(), y.columns()))).sum();
              });
      close(expected, parameters.get(i).gradient(), parameters.get(i).name());
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void aSecondPassInReusedMemoryGivesTheSameGradients(Operation operation, Start start) {
    List<Parameter> parameters = start.parameters();
    Tape tape = new Tape();
    weighted(operation, tape, parameters).backward();
    List<Matrix> first = parameters.stream().map(p -> p.gradient().copy()).toList();
    parameters.forEach(Parameter::zeroGradient);
    tape.clear();
    weighted(operation, tape, parameters).backward();
    for (int i = 0; i < first.size(); i++) {
      assertEquals(first.get(i).toString(), parameters.get(i).gradient().toString());
    }
  }

  @Test
  void theStepIsFreeOfCancellation() {
    // the function usually shown, e^x / (cos^3 x + sin^3 x) at 1.5, by the first 24 powers of
    // cosine
    // and sine; its slope computed to 30 digits
    Matrix at = Matrix.of(Precision.DOUBLE, new double[] {1.5});
    double slope =
        ComplexStep.gradient(
                at,
                z -> {
                  ComplexMatrix cubes = cubed(series(z, 0)).plus(cubed(series(z, 1)));
                  return z.plus(cubes.log().scale(-1)).exp();
                })
            .get(0, 0);
    assertEquals(3.62203370071632604259777, slope, 8 * Math.ulp(3.6));
  }

  @Test
  @Published("Squire and Trapp 1998")
  void theStepMeetsAPower() {
    // Squire and Trapp 1998 differentiate x^(9/2) at 1.5: 9/2 * 1.5^(7/2)
    Matrix at = Matrix.of(Precision.DOUBLE, new double[] {1.5});
    double slope = ComplexStep.gradient(at, z -> z.log().scale(4.5).exp()).get(0, 0);
    assertEquals(4.5 * Math.pow(1.5, 3.5), slope, 4 * Math.ulp(18.0));
  }

  private static ComplexMatrix cubed(ComplexMatrix z) {
    return z.timesElements(z).timesElements(z);
  }

  /** Cosine from the power 0 on, sine from the power 1 on. */
  private static ComplexMatrix series(ComplexMatrix z, int first) {
    ComplexMatrix term = first == 0 ? plus(z.scale(0), 1) : z;
    ComplexMatrix sum = term;
    for (int n = first + 2; n < 24; n += 2) {
      term = term.timesElements(z).timesElements(z).scale(-1.0 / (n * (n - 1)));
      sum = sum.plus(term);
    }
    return sum;
  }

  static Stream<Arguments> functionsOfOneNumber() {
    // of 0.5 + 0.3 i, computed to 20 digits
    return Stream.of(
        of("square", z -> z.timesElements(z), 0.16, 0.3),
        of("product", z -> z.times(z), 0.16, 0.3),
        of("tanh", ComplexMatrix::tanh, 0.49619706577350764072, 0.23840508333812324276),
        of("sigmoid", ComplexMatrix::sigmoid, 0.62508514121558288273, 0.070937478024805280949),
        of("exp", ComplexMatrix::exp, 1.575083590297368312, 0.48723045064424825881),
        of("log", ComplexMatrix::log, -0.53940483068596498919, 0.54041950027058415544));
  }

  private static Arguments of(
      String name, UnaryOperator<ComplexMatrix> function, double real, double imaginary) {
    return Arguments.of(name, function, real, imaginary);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functionsOfOneNumber")
  void aLargeImaginaryPartCountsToo(
      String name, UnaryOperator<ComplexMatrix> function, double real, double imaginary) {
    Matrix half = Matrix.of(Precision.DOUBLE, new double[] {0.5});
    ComplexMatrix value = function.apply(ComplexMatrix.of(half).stepped(0, 0, 0.3));
    assertEquals(real, value.real(0, 0), ROUNDING);
    assertEquals(imaginary, value.imaginary(0, 0), ROUNDING);
  }

  @Test
  void crossEntropyIsMinusTheLogarithmOfTheSoftmax() {
    ComplexMatrix logits =
        ComplexMatrix.of(
            Matrix.of(Precision.DOUBLE, new double[] {1, 2, 3}, new double[] {0, 5, -1}));
    double expected = -Math.log(logits.softmax().real(0, 2));
    assertEquals(expected, logits.crossEntropy(2, -1).real(0, 0), ROUNDING);
  }

  @Test
  void aLossOfSeveralNumbersIsRefused() {
    Matrix at = Matrix.zeros(Precision.DOUBLE, 1, 2);
    assertEquals(
        "a loss is 1 x 1, not 1 x 2",
        assertThrows(IllegalArgumentException.class, () -> ComplexStep.gradient(at, z -> z))
            .getMessage());
  }

  private static Value weighted(Operation operation, Tape tape, List<Parameter> parameters) {
    Value y = operation.real().apply(values(tape, parameters));
    return y.timesElements(tape.constant(uneven(y.rows(), y.columns())))
        .sum()
        // some operations leave an operand out
        .plus(parameters.get(0).on(tape).sum().scale(0));
  }

  private static Values values(Tape tape, List<Parameter> parameters) {
    List<Value> on = parameters.stream().map(p -> p.on(tape)).toList();
    return new Values(tape, on.get(0), on.get(1), on.get(2), on.get(3));
  }

  private static Complexes complexes(List<Parameter> parameters) {
    return complexes(parameters, 0, ComplexMatrix.of(parameters.get(0).matrix()));
  }

  private static Complexes complexes(List<Parameter> parameters, int which, ComplexMatrix stepped) {
    List<ComplexMatrix> all = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      all.add(i == which ? stepped : ComplexMatrix.of(parameters.get(i).matrix()));
    }
    return new Complexes(all.get(0), all.get(1), all.get(2), all.get(3));
  }

  private static Matrix uneven(int rows, int columns) {
    return Initializer.of(new SplittableRandom(13), Precision.DOUBLE)
        .normal("uneven", rows, columns, 1)
        .matrix();
  }

  private static void close(Matrix expected, Matrix actual, String name) {
    for (int r = 0; r < expected.rows(); r++) {
      for (int c = 0; c < expected.columns(); c++) {
        close(expected.get(r, c), actual.get(r, c), name + " at " + r + ", " + c);
      }
    }
  }

  private static void close(double expected, double actual, String where) {
    assertEquals(expected, actual, ROUNDING * Math.max(1, Math.abs(expected)), where);
  }
}

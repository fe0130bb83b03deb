package unroll.tape;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/** Every operation of a value against finite differences, along a random direction. */
class ValueGradientTest {
  /**
   * Central differences in double reach about 1e-9; a wrong sign or term is off by 1e-2 or more.
   */
  private static final double FINITE_DIFFERENCE = 1e-7;

  /** What an operation is given: a and b are 5 x 3, w is 3 x 4, square is 5 x 5. */
  private record Operands(
      Tape tape, Value a, Value b, Value w, Value row, Value wideRow, Value positive) {}

  private static Arguments op(String name, Function<Operands, Value> operation) {
    return Arguments.of(name, operation);
  }

  static Stream<Arguments> operations() {
    int[] symbols = {2, 0, 2, 1, 2, 0, 0};
    return Stream.of(
        op("times", o -> o.a().times(o.w())),
        op("times itself transposed", o -> o.a().times(o.a().transpose())),
        op(
            "times of one-hot rows",
            o -> o.tape().oneHot(Precision.DOUBLE, symbols, 3).times(o.w())),
        op("affine", o -> o.a().affine(o.w(), o.wideRow())),
        op(
            "affine of one-hot rows",
            o -> o.tape().oneHot(Precision.DOUBLE, symbols, 3).affine(o.w(), o.wideRow())),
        op(
            "rows of one-hot rows",
            o -> o.tape().oneHot(Precision.DOUBLE, symbols, 3).rows(2, 6).times(o.w())),
        op("plus", o -> o.a().plus(o.b())),
        op("plus itself", o -> o.a().plus(o.a())),
        op("plus a row", o -> o.a().plus(o.row())),
        op("row plus row", o -> o.row().plus(o.row().tanh())),
        op("minus", o -> o.a().minus(o.b())),
        op("minus a row", o -> o.a().minus(o.row())),
        op("minus itself squared", o -> o.a().minus(o.a().timesElements(o.a()))),
        op("timesElements", o -> o.a().timesElements(o.b())),
        op("timesElements with itself", o -> o.a().timesElements(o.a())),
        op("scale", o -> o.a().scale(-2.5)),
        op("tanh", o -> o.a().tanh()),
        op("sigmoid", o -> o.a().sigmoid()),
        op("relu", o -> o.a().relu()),
        op("exp", o -> o.a().exp()),
        op("log", o -> o.positive().log()),
        op("softplus", o -> o.a().softplus()),
        op("clamp", o -> o.a().clamp(-0.4, 0.6)),
        op("logSumExp", o -> o.a().logSumExp()),
        op("logSumExp of large numbers", o -> o.a().scale(900).logSumExp()),
        op("reshape", o -> o.a().reshape(3, 5).times(o.b().tanh())),
        op("rows of a reshaped view", o -> o.a().rows(1, 5).reshape(3, 4).rows(1, 3).tanh()),
        op("softmax", o -> o.a().softmax()),
        op("sum", o -> o.a().timesElements(o.a()).sum()),
        op("mean", o -> o.a().timesElements(o.a()).mean()),
        op("rows", o -> o.a().rows(1, 4)),
        op("rows that overlap", o -> o.a().rows(0, 4).timesElements(o.a().rows(1, 5))),
        op("columns", o -> o.a().columns(1, 3)),
        op("columns that overlap", o -> o.a().columns(0, 2).timesElements(o.a().columns(1, 3))),
        op("transpose", o -> o.a().transpose()),
        op("stack", o -> Value.stack(List.of(o.a(), o.row(), o.b(), o.a().tanh()))),
        op("beside", o -> Value.beside(List.of(o.a(), o.a().times(o.w()), o.b()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void gradientMatchesFiniteDifferences(String name, Function<Operands, Value> operation) {
    Initializer init = Initializer.of(new SplittableRandom(11), Precision.DOUBLE);
    Parameter a = init.normal("a", 5, 3, 1);
    Parameter b = init.normal("b", 5, 3, 1);
    Parameter w = init.normal("w", 3, 4, 1);
    Parameter row = init.normal("row", 1, 3, 1);
    Parameter wideRow = init.normal("wideRow", 1, 4, 1);
    Parameter positive = init.normal("positive", 5, 3, 1);
    positive.matrix().kernels().exp(positive.matrix(), positive.matrix());
    Function<Tape, Value> loss =
        tape -> {
          Value y =
              operation.apply(
                  new Operands(
                      tape,
                      a.on(tape),
                      b.on(tape),
                      w.on(tape),
                      row.on(tape),
                      wideRow.on(tape),
                      positive.on(tape)));
          // Uneven weights, so that no gradient is spread evenly by luck.
          return y.timesElements(tape.constant(uneven(y))).sum();
        };
    double error =
        GradientCheck.error(
            List.of(a, b, w, row, wideRow, positive), loss, new SplittableRandom(12));
    assertTrue(error < FINITE_DIFFERENCE, name + ": error " + error);
  }

  private static Matrix uneven(Value y) {
    return Initializer.of(new SplittableRandom(13), Precision.DOUBLE)
        .normal("uneven", y.rows(), y.columns(), 1)
        .matrix();
  }
}

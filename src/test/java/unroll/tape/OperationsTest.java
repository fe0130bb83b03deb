package unroll.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/** What every operation owes whatever it computes: whose values it takes, and what it records. */
class OperationsTest {
  private static final String TWO_TAPES =
      "values of two tapes meet; carry numbers over with tape.constant(value.matrix())";
  private static final String CLEARED =
      "a value of an earlier pass: its tape was cleared; carry numbers over as a copy";

  /** Of two 3 x 3 values. */
  static Stream<Arguments> binary() {
    return Stream.of(
        binary("times", Value::times),
        binary("affine, weights", (x, y) -> x.affine(y, x.rows(0, 1))),
        binary("affine, row", (x, y) -> x.affine(x, y.rows(0, 1))),
        binary("plus", Value::plus),
        binary("plus a row", (x, y) -> x.plus(y.rows(0, 1))),
        binary("minus", Value::minus),
        binary("timesElements", Value::timesElements),
        binary("stack", (x, y) -> Value.stack(List.of(x, y))),
        binary("beside", (x, y) -> Value.beside(List.of(x, y))));
  }

  static Stream<Arguments> unary() {
    return Stream.of(
        unary("scale", x -> x.scale(2)),
        unary("tanh", Value::tanh),
        unary("sigmoid", Value::sigmoid),
        unary("relu", Value::relu),
        unary("exp", Value::exp),
        unary("log", Value::log),
        unary("softplus", Value::softplus),
        unary("clamp", x -> x.clamp(-1, 1)),
        unary("logSumExp", Value::logSumExp),
        unary("softmax", Value::softmax),
        unary("sum", Value::sum),
        unary("mean", Value::mean),
        unary("rows", x -> x.rows(0, 1)),
        unary("reshape", x -> x.reshape(1, 9)),
        unary("pick", x -> x.pick(2, 0)),
        unary("columns", x -> x.columns(0, 1)),
        unary("transpose", Value::transpose));
  }

  private static Arguments binary(String name, BinaryOperator<Value> operation) {
    return Arguments.of(name, operation);
  }

  private static Arguments unary(String name, UnaryOperator<Value> operation) {
    return Arguments.of(name, operation);
  }

  private final Parameter x = new Parameter("x", numbers());
  private final Tape tape = new Tape();

  private static Matrix numbers() {
    Parameter normal =
        Initializer.of(new SplittableRandom(1), Precision.DOUBLE).normal("m", 3, 3, 1);
    return normal.matrix();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void valuesOfTwoTapesMayNotMeet(String name, BinaryOperator<Value> operation) {
    Value here = x.on(tape);
    Value there = x.on(new Tape());
    assertEquals(TWO_TAPES, refusal(() -> operation.apply(here, there)));
    assertEquals(TWO_TAPES, refusal(() -> operation.apply(there, here)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void aValueOfAClearedPassMayNotMeetANewOne(String name, BinaryOperator<Value> operation) {
    Value old = x.on(tape);
    tape.clear();
    Value fresh = x.on(tape);
    assertEquals(CLEARED, refusal(() -> operation.apply(old, fresh)));
    assertEquals(CLEARED, refusal(() -> operation.apply(fresh, old)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unary")
  void aValueOfAClearedPassIsRefused(String name, UnaryOperator<Value> operation) {
    Value old = x.on(tape);
    tape.clear();
    assertEquals(CLEARED, refusal(() -> operation.apply(old)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unary")
  void whatIsComputedOfAConstantNeedsNoGradient(String name, UnaryOperator<Value> operation) {
    assertFalse(operation.apply(tape.constant(numbers())).needsGradient());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unary")
  void whatIsComputedOfAParameterNeedsOne(String name, UnaryOperator<Value> operation) {
    assertTrue(operation.apply(x.on(tape)).needsGradient());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void whatIsComputedOfConstantsNeedsNoGradient(String name, BinaryOperator<Value> operation) {
    Value constant = tape.constant(numbers());
    assertFalse(operation.apply(constant, constant).needsGradient());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void oneParameterSufficesToNeedAGradient(String name, BinaryOperator<Value> operation) {
    Value constant = tape.constant(numbers());
    assertTrue(operation.apply(constant, x.on(tape)).needsGradient());
    assertTrue(operation.apply(x.on(tape), constant).needsGradient());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void aTapeThatIsOffNeedsNoGradient(String name, BinaryOperator<Value> operation) {
    Value value = x.on(Tape.off());
    assertFalse(operation.apply(value, value).needsGradient());
  }

  @Test
  void atABoundOfAClampTheGradientPasses() {
    Parameter edge = new Parameter("edge", Matrix.of(Precision.DOUBLE, new double[] {-1, 0, 2, 3}));
    edge.on(tape).clamp(-1, 2).sum().backward();
    assertEquals("[1.0, 1.0, 1.0, 0.0]", row(edge.gradient()));
  }

  @Test
  void aClampBetweenEqualBoundsIsConstant() {
    assertEquals("[2.0, 2.0, 2.0]", row(x.on(tape).clamp(2, 2).matrix()));
  }

  @Test
  void aClampUpsideDownIsRefused() {
    assertEquals("clamp: 2.0 is not below 1.0", refusal(() -> x.on(tape).clamp(2, 1)));
  }

  @Test
  void rowsPickedOfOneHotRowsStayOneHot() {
    Value picked = tape.oneHot(Precision.DOUBLE, new int[] {2, 0, 1}, 4).pick(2, 2, 0);
    assertTrue(picked.isOneHot());
    assertEquals(4, picked.columns());
    assertEquals("[0.0, 1.0, 0.0, 0.0]", row(picked.matrix()));
    assertEquals("[0.0, 0.0, 1.0, 0.0]", row(picked.matrix().rows(2, 3)));
  }

  @Test
  void rowsOfOneHotRowsMayBeAllOrNone() {
    Value symbols = tape.oneHot(Precision.DOUBLE, new int[] {2, 0, 1}, 4);
    assertEquals(3, symbols.rows(0, 3).rows());
    assertEquals(0, symbols.rows(3, 3).rows());
  }

  @Test
  void rowsOutsideOfOneHotRowsAreRefused() {
    Value symbols = tape.oneHot(Precision.DOUBLE, new int[] {2, 0, 1}, 4);
    for (int[] range : new int[][] {{-1, 2}, {2, 1}, {1, 4}}) {
      var refusal =
          assertThrows(
              IndexOutOfBoundsException.class, () -> symbols.rows(range[0], range[1]).rows());
      assertEquals("rows " + range[0] + " to " + range[1] + " of 3 symbols", refusal.getMessage());
    }
  }

  @Test
  void columnsMayBeAllOrNone() {
    assertEquals(3, x.on(tape).columns(0, 3).columns());
    assertEquals(0, x.on(tape).columns(3, 3).columns());
  }

  @Test
  void aReshapeThatLosesNumbersIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> x.on(tape).reshape(2, 4));
  }

  @Test
  void aSingleNumberIsReadAndNothingElse() {
    assertEquals(x.matrix().get(0, 0), x.on(tape).rows(0, 1).columns(0, 1).scalar());
    Value column = x.on(tape).columns(0, 1);
    Value row = x.on(tape).rows(0, 1);
    assertEquals(
        "not a single number but 3 x 1",
        assertThrows(IllegalStateException.class, column::scalar).getMessage());
    assertEquals(
        "not a single number but 1 x 3",
        assertThrows(IllegalStateException.class, row::scalar).getMessage());
  }

  @Test
  void aValueShowsItsNumbers() {
    assertEquals(x.matrix().toString(), x.on(tape).toString());
  }

  @Test
  void aTapeSaysWhetherItRecords() {
    assertTrue(tape.recording());
    assertFalse(Tape.off().recording());
  }

  @Test
  void nothingToStackIsRefused() {
    assertEquals("stack: no values", refusal(() -> Value.stack(List.of())));
  }

  private static String row(Matrix matrix) {
    return java.util.Arrays.toString(matrix.toArray()[0]);
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}

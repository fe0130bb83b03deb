package unroll.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckedTest {
  private static final Kernels KERNELS = Kernels.of(Precision.DOUBLE);

  private static Matrix zeros(int rows, int columns) {
    return Matrix.zeros(Precision.DOUBLE, rows, columns);
  }

  @Test
  void productRefusesShapesThatDoNotFitAndNamesThemAll() {
    String message =
        refusal(() -> KERNELS.addProduct(zeros(2, 3), zeros(4, 5), zeros(2, 5))).getMessage();
    assertEquals("product: 2 x 3 times 4 x 5 does not fit into 2 x 5", message);
  }

  @Test
  void sumRefusesOtherShapesAndNamesBoth() {
    String message = refusal(() -> KERNELS.addScaled(1, zeros(2, 3), zeros(3, 2))).getMessage();
    assertTrue(message.contains("2 x 3") && message.contains("3 x 2"), message);
  }

  @Test
  void aFloatMatrixAmongDoublesIsRefused() {
    Matrix floats = Matrix.zeros(Precision.FLOAT, 2, 2);
    String message = refusal(() -> KERNELS.addScaled(1, floats, zeros(2, 2))).getMessage();
    assertTrue(message.contains("holds floats"), message);
  }

  @Test
  void aTargetOutsideTheClassesIsRefused() {
    String message =
        refusal(() -> KERNELS.softmaxCrossEntropy(zeros(2, 3), new int[] {0, 3}, zeros(2, 3)))
            .getMessage();
    assertTrue(message.contains("3 at row 1 is outside 0 to 2"), message);
  }

  @Test
  void aTargetOutsideTheClassesIsRefusedOnTheWayBackToo() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            KERNELS.addSoftmaxCrossEntropyGradient(zeros(2, 3), new int[] {0, 3}, 1, zeros(2, 3)));
    assertThrows(
        IllegalArgumentException.class,
        () -> KERNELS.addSoftmaxCrossEntropyGradient(zeros(2, 3), new int[] {0}, 1, zeros(2, 3)));
  }

  @Test
  void rowsWithoutANumberAreRefused() {
    String message = refusal(() -> KERNELS.softmax(zeros(2, 0), zeros(2, 0))).getMessage();
    assertTrue(message.contains("2 x 0"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> KERNELS.softmaxCrossEntropy(zeros(2, 0), new int[] {-1, -1}, zeros(2, 0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> KERNELS.normalizeRows(zeros(2, 0), 1, zeros(2, 0), zeros(2, 1)));
  }

  @Test
  void columnsThatAreNotThereAreNamed() {
    for (int[] range : new int[][] {{-1, 2}, {1, -1}, {2, 2}}) {
      int from = range[0];
      int count = range[1];
      String message =
          assertThrows(
                  IndexOutOfBoundsException.class,
                  () -> KERNELS.addColumns(zeros(2, 3), from, zeros(2, 9), 4, count))
              .getMessage();
      assertEquals("add columns: columns " + from + " to " + (from + count) + " of 2 x 3", message);
    }
  }

  @Test
  void noColumnsMayBeAdded() {
    Matrix out = zeros(2, 3);
    KERNELS.addColumns(zeros(2, 3), 0, out, 3, 0);
    assertEquals(0, KERNELS.sumOfSquares(out));
  }

  @ParameterizedTest
  @EnumSource
  void kernelsOfAPrecisionTakeItsMatrices(Precision precision) {
    Matrix numbers = Matrix.of(precision, new double[] {1, 2});
    Kernels.of(precision).scale(numbers, 2);
    assertEquals(4, numbers.get(0, 1));
  }

  @Test
  void theProviderSaysItsName() {
    assertTrue(Set.of("plain Java", "Vector API").contains(Kernels.provider()));
  }

  @Test
  void sumsAreThoseOfTheirNumbers() {
    Matrix numbers = Matrix.of(Precision.DOUBLE, new double[] {1, -2}, new double[] {3, 5});
    assertEquals(7, KERNELS.sum(numbers));
    assertEquals(39, KERNELS.sumOfSquares(numbers));
  }

  @Test
  void scalingMultipliesEveryNumber() {
    Matrix numbers = Matrix.of(Precision.DOUBLE, new double[] {1, -2}, new double[] {3, 5});
    KERNELS.scale(numbers, 3);
    assertEquals("[[3.0, -6.0], [9.0, 15.0]]", java.util.Arrays.deepToString(numbers.toArray()));
  }

  @Test
  void equalLogitsCostTheLogarithmOfTheirNumberEachRow() {
    double cost = KERNELS.softmaxCrossEntropy(zeros(3, 5), new int[] {0, -1, 4}, zeros(3, 5));
    assertEquals(2 * Math.log(5), cost, 1e-14);
  }

  static Stream<Arguments> sharedStorage() {
    Matrix storage = zeros(10, 4);
    Matrix out = storage.rows(2, 6);
    Matrix in = storage.rows(5, 9);
    Matrix other = zeros(4, 4);
    Matrix wide = zeros(4, 16);
    return Stream.of(
        shared("addProduct, left", () -> KERNELS.addProduct(in, other, out)),
        shared("addProduct, right", () -> KERNELS.addProduct(other, in, out)),
        shared("packed", () -> KERNELS.addProduct(in, KERNELS.pack(other, 100), out)),
        shared("left transposed", () -> KERNELS.addProductLeftTransposed(other, in, out)),
        shared("right transposed", () -> KERNELS.addProductRightTransposed(in, other, out)),
        shared("addScaled", () -> KERNELS.addScaled(1, in, out)),
        shared("addElementProduct", () -> KERNELS.addElementProduct(other, in, out)),
        shared("addElementQuotient", () -> KERNELS.addElementQuotient(other, in, out)),
        shared("addColumns", () -> KERNELS.addColumns(in, 0, out, 2, 2)),
        shared("addTransposed", () -> KERNELS.addTransposed(in, out)),
        shared("addRow", () -> KERNELS.addRow(in.rows(0, 1), out)),
        shared("addSumOfRows", () -> KERNELS.addSumOfRows(out, in.rows(0, 1))),
        shared("tanh of a shifted range", () -> KERNELS.tanh(in, out)),
        shared("sigmoid of a shifted range", () -> KERNELS.sigmoid(in, out)),
        shared("exp of a shifted range", () -> KERNELS.exp(in, out)),
        shared("softmax of a shifted range", () -> KERNELS.softmax(in, out)),
        shared("addTanhGradient", () -> KERNELS.addTanhGradient(in, other, out)),
        shared("addSoftmaxGradient", () -> KERNELS.addSoftmaxGradient(other, in, out)),
        shared("softmaxCrossEntropy", () -> KERNELS.softmaxCrossEntropy(in, new int[4], out)),
        shared("addGatheredRows", () -> KERNELS.addGatheredRows(in, new int[4], out)),
        shared("addScatteredRows", () -> KERNELS.addScatteredRows(in, new int[4], out)),
        shared("gatherRows", () -> KERNELS.gatherRows(in, zeros(1, 4), new int[4], 0, out)),
        shared("lstmGates", () -> KERNELS.lstmGates(wide, in, out, other, zeros(4, 4))),
        shared(
            "lstmGatesGradient",
            () -> KERNELS.lstmGatesGradient(wide, other, other, in, out, zeros(4, 4))),
        shared("gruReset", () -> KERNELS.gruReset(zeros(4, 12), zeros(4, 8), in, out)),
        shared(
            "gruResetGradient",
            () -> KERNELS.gruResetGradient(zeros(4, 12), in, other, zeros(4, 8), out)),
        shared("gruMix", () -> KERNELS.gruMix(zeros(4, 12), other, in, out)),
        shared(
            "gruMixGradient",
            () -> KERNELS.gruMixGradient(zeros(4, 12), in, other, zeros(4, 4), out)),
        shared("normalizeRows", () -> KERNELS.normalizeRows(in, 1, out, zeros(4, 1))),
        shared(
            "addNormalizeRowsGradient",
            () -> KERNELS.addNormalizeRowsGradient(in, zeros(4, 1), other, out)),
        shared("adam", () -> KERNELS.adam(out, in, other, zeros(4, 4), 1, 0.9, 0.99, 1)));
  }

  private static Arguments shared(String name, Executable action) {
    return Arguments.of(name, action);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sharedStorage")
  void aResultThatSharesStorageWithAnOperandIsRefused(String name, Executable action) {
    String message = refusal(action).getMessage();
    assertTrue(message.contains("shares storage"), name + ": " + message);
  }

  private static IllegalArgumentException refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action);
  }
}

package unroll.matrix;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kernel with every operand spoilt in turn: one row off, one column off, or sharing a number
 * with a result. All are refused, whichever operand it is.
 */
class CheckedOperandsTest {
  private static final Kernels KERNELS = Kernels.of(Precision.DOUBLE);

  private interface Call {
    void on(Matrix... operands);
  }

  /** A kernel, the shapes of its matrices, and which of them it writes. */
  private record Kernel(String name, int[][] shapes, List<Integer> written, Call call) {
    @Override
    public String toString() {
      return name;
    }

    Matrix[] operands() {
      Matrix[] operands = new Matrix[shapes.length];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = Matrix.zeros(Precision.DOUBLE, shapes[i][0], shapes[i][1]);
      }
      return operands;
    }

    /** Does the kernel work on as many rows as this operand happens to have? */
    boolean takesAnyRows(int operand) {
      return (name.equals("row") && operand == 1) || (name.equals("sum of rows") && operand == 0)
          || (name.equals("gather with a row") && operand == 2);
    }

    /** May the operand be the result itself? Then a common beginning is no mistake. */
    boolean inPlace() {
      return List.of("tanh", "sigmoid", "relu", "exp", "log", "softmax", "normalizeRows")
          .contains(name);
    }
  }

  private static Kernel kernel(String name, String shapes, String written, Call call) {
    List<int[]> all = new ArrayList<>();
    for (String shape : shapes.split(" ")) {
      String[] sizes = shape.split("x");
      all.add(new int[] {Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1])});
    }
    List<Integer> results = Stream.of(written.split(" ")).map(Integer::valueOf).toList();
    return new Kernel(name, all.toArray(int[][]::new), results, call);
  }

  static Stream<Kernel> kernels() {
    int[] classes = {3, -1};
    int[] rows = {3, 0};
    return Stream.of(
        kernel("product", "2x3 3x4 2x4", "2", m -> KERNELS.addProduct(m[0], m[1], m[2])),
        kernel(
            "left transposed",
            "3x2 3x4 2x4",
            "2",
            m -> KERNELS.addProductLeftTransposed(m[0], m[1], m[2])),
        kernel(
            "right transposed",
            "2x3 4x3 2x4",
            "2",
            m -> KERNELS.addProductRightTransposed(m[0], m[1], m[2])),
        kernel(
            "packed",
            "2x3 3x4 2x4",
            "2",
            m -> KERNELS.addProduct(m[0], KERNELS.pack(m[1], 2), m[2])),
        kernel(
            "packed, transposed",
            "2x3 4x3 2x4",
            "2",
            m -> KERNELS.addProduct(m[0], KERNELS.packTransposed(m[1], 2), m[2])),
        kernel("addScaled", "2x3 2x3", "1", m -> KERNELS.addScaled(2, m[0], m[1])),
        kernel(
            "element product",
            "2x3 2x3 2x3",
            "2",
            m -> KERNELS.addElementProduct(m[0], m[1], m[2])),
        kernel(
            "element quotient",
            "2x3 2x3 2x3",
            "2",
            m -> KERNELS.addElementQuotient(m[0], m[1], m[2])),
        kernel("columns", "2x5 2x6", "1", m -> KERNELS.addColumns(m[0], 2, m[1], 3, 3)),
        kernel("transpose", "2x3 3x2", "1", m -> KERNELS.addTransposed(m[0], m[1])),
        kernel("row", "1x3 2x3", "1", m -> KERNELS.addRow(m[0], m[1])),
        kernel("sum of rows", "2x3 1x3", "1", m -> KERNELS.addSumOfRows(m[0], m[1])),
        kernel("tanh", "2x3 2x3", "1", m -> KERNELS.tanh(m[0], m[1])),
        kernel("sigmoid", "2x3 2x3", "1", m -> KERNELS.sigmoid(m[0], m[1])),
        kernel("relu", "2x3 2x3", "1", m -> KERNELS.relu(m[0], m[1])),
        kernel("exp", "2x3 2x3", "1", m -> KERNELS.exp(m[0], m[1])),
        kernel("log", "2x3 2x3", "1", m -> KERNELS.log(m[0], m[1])),
        kernel("softmax", "2x3 2x3", "1", m -> KERNELS.softmax(m[0], m[1])),
        kernel("tanh gradient", "2x3 2x3 2x3", "2", m -> KERNELS.addTanhGradient(m[0], m[1], m[2])),
        kernel(
            "sigmoid gradient",
            "2x3 2x3 2x3",
            "2",
            m -> KERNELS.addSigmoidGradient(m[0], m[1], m[2])),
        kernel("relu gradient", "2x3 2x3 2x3", "2", m -> KERNELS.addReluGradient(m[0], m[1], m[2])),
        kernel(
            "softmax gradient",
            "2x3 2x3 2x3",
            "2",
            m -> KERNELS.addSoftmaxGradient(m[0], m[1], m[2])),
        kernel(
            "cross-entropy", "2x4 2x4", "1", m -> KERNELS.softmaxCrossEntropy(m[0], classes, m[1])),
        kernel(
            "cross-entropy gradient",
            "2x4 2x4",
            "1",
            m -> KERNELS.addSoftmaxCrossEntropyGradient(m[0], classes, 1, m[1])),
        kernel("gather", "4x3 2x3", "1", m -> KERNELS.addGatheredRows(m[0], rows, m[1])),
        kernel("scatter", "2x3 4x3", "1", m -> KERNELS.addScatteredRows(m[0], rows, m[1])),
        kernel(
            "scatter and sum",
            "2x3 4x3 1x3",
            "1 2",
            m -> KERNELS.addScatteredRows(m[0], rows, m[1], m[2])),
        kernel(
            "gather with a row",
            "4x3 1x3 2x3",
            "2",
            m -> KERNELS.gatherRows(m[0], m[1], rows, 0, m[2])),
        kernel(
            "lstmGates",
            "2x12 2x3 2x3 2x3 2x3",
            "0 2 3 4",
            m -> KERNELS.lstmGates(m[0], m[1], m[2], m[3], m[4])),
        kernel(
            "lstmGatesGradient",
            "2x12 2x3 2x3 2x3 2x3 2x3",
            "0 4 5",
            m -> KERNELS.lstmGatesGradient(m[0], m[1], m[2], m[3], m[4], m[5])),
        kernel("gruReset", "2x9 2x6 2x3 2x3", "0 3", m -> KERNELS.gruReset(m[0], m[1], m[2], m[3])),
        kernel(
            "gruResetGradient",
            "2x9 2x3 2x3 2x6 2x3",
            "0 3 4",
            m -> KERNELS.gruResetGradient(m[0], m[1], m[2], m[3], m[4])),
        kernel("gruMix", "2x9 2x3 2x3 2x3", "0 3", m -> KERNELS.gruMix(m[0], m[1], m[2], m[3])),
        kernel(
            "gruMixGradient",
            "2x9 2x3 2x3 2x3 2x3",
            "0 3 4",
            m -> KERNELS.gruMixGradient(m[0], m[1], m[2], m[3], m[4])),
        kernel(
            "normalizeRows", "2x3 2x3 2x1", "1 2", m -> KERNELS.normalizeRows(m[0], 1, m[1], m[2])),
        kernel(
            "normalise gradient",
            "2x3 2x1 2x3 2x3",
            "3",
            m -> KERNELS.addNormalizeRowsGradient(m[0], m[1], m[2], m[3])),
        kernel(
            "adam",
            "2x3 2x3 2x3 2x3",
            "0 2 3",
            m -> KERNELS.adam(m[0], m[1], m[2], m[3], 1, 0.9, 0.99, 1)));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void operandsThatFitAreTaken(Kernel kernel) {
    assertDoesNotThrow(() -> kernel.call().on(kernel.operands()));
  }

  /**
   * All providers stand behind the same checks, so one that did nothing would agree with another.
   */
  @ParameterizedTest
  @MethodSource("kernels")
  void everyResultIsWritten(Kernel kernel) {
    Matrix[] operands = kernel.operands();
    SplittableRandom random = new SplittableRandom(4);
    for (Matrix operand : operands) {
      for (int r = 0; r < operand.rows(); r++) {
        for (int c = 0; c < operand.columns(); c++) {
          operand.set(r, c, 0.5 + random.nextDouble());
        }
      }
    }
    List<String> before = Stream.of(operands).map(m -> Arrays.deepToString(m.toArray())).toList();
    kernel.call().on(operands);
    for (int i = 0; i < operands.length; i++) {
      String after = Arrays.deepToString(operands[i].toArray());
      assertEquals(kernel.written().contains(i), !before.get(i).equals(after), "operand " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anOperandOfOtherRowsIsRefused(Kernel kernel) {
    for (int i = 0; i < kernel.shapes().length; i++) {
      int rows = kernel.shapes()[i][0];
      if (!kernel.takesAnyRows(i)) {
        refused(kernel, i, rows == 1 ? 2 : rows - 1, kernel.shapes()[i][1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anOperandOfOtherColumnsIsRefused(Kernel kernel) {
    for (int i = 0; i < kernel.shapes().length; i++) {
      refused(kernel, i, kernel.shapes()[i][0], kernel.shapes()[i][1] - 1);
    }
  }

  private static void refused(Kernel kernel, int which, int rows, int columns) {
    Matrix[] operands = kernel.operands();
    operands[which] = Matrix.zeros(Precision.DOUBLE, rows, columns);
    RuntimeException refusal =
        assertThrows(
            RuntimeException.class,
            () -> kernel.call().on(operands),
            () -> "operand " + which + " of " + rows + " x " + columns);
    // told by the check, not by an array somewhere below
    assertTrue(
        refusal.getStackTrace()[0].getClassName().equals(Shapes.class.getName())
            || refusal.getStackTrace()[0].getClassName().equals(Checked.class.getName()),
        "operand " + which + ": " + refusal);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aResultThatSharesANumberWithAnyOperandIsRefused(Kernel kernel) {
    for (int result : kernel.written()) {
      for (int other = 0; other < kernel.shapes().length; other++) {
        if (other != result) {
          Matrix[] operands = sharing(kernel, result, other, 1);
          String pair = "operands " + result + " and " + other;
          IllegalArgumentException refusal =
              assertThrows(IllegalArgumentException.class, () -> kernel.call().on(operands), pair);
          assertTrue(refusal.getMessage().contains("shares storage"), pair);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aResultThatTouchesAnOperandIsTaken(Kernel kernel) {
    for (int result : kernel.written()) {
      for (int other = 0; other < kernel.shapes().length; other++) {
        if (other != result) {
          Matrix[] operands = sharing(kernel, result, other, 0);
          assertDoesNotThrow(() -> kernel.call().on(operands));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void onlySquashingFunctionsWorkInPlace(Kernel kernel) {
    int result = kernel.written().get(0);
    for (int other = 0; other < kernel.shapes().length; other++) {
      boolean alike =
          other != result
              && kernel.shapes()[other][0] == kernel.shapes()[result][0]
              && kernel.shapes()[other][1] == kernel.shapes()[result][1];
      Matrix[] operands = kernel.operands();
      operands[other] = operands[result];
      if (alike && kernel.inPlace()) {
        assertDoesNotThrow(() -> kernel.call().on(operands));
      } else if (alike) {
        assertThrows(IllegalArgumentException.class, () -> kernel.call().on(operands));
      }
    }
  }

  /** The operands, two of them side by side in one storage, or with some numbers in common. */
  private static Matrix[] sharing(Kernel kernel, int first, int second, int numbers) {
    Matrix[] operands = kernel.operands();
    int[] a = kernel.shapes()[first];
    int[] b = kernel.shapes()[second];
    int sizeA = a[0] * a[1];
    int sizeB = b[0] * b[1];
    Matrix storage = Matrix.zeros(Precision.DOUBLE, sizeA + sizeB, 1);
    operands[first] = storage.rows(0, sizeA).reshaped(a[0], a[1]);
    operands[second] = storage.rows(sizeA - numbers, sizeA - numbers + sizeB).reshaped(b[0], b[1]);
    return operands;
  }
}

package unroll.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixTest {
  private static Matrix counting(Precision precision, int rows, int columns) {
    Matrix result = Matrix.zeros(precision, rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        result.set(r, c, 10 * r + c);
      }
    }
    return result;
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreAViewOfTheSameNumbers(Precision precision) {
    Matrix all = counting(precision, 5, 3);
    Matrix view = all.rows(1, 4);
    assertArrayEquals(new double[][] {{10, 11, 12}, {20, 21, 22}, {30, 31, 32}}, view.toArray());
    view.rows(1, 2).fill(7);
    assertArrayEquals(
        new double[][] {{0, 1, 2}, {10, 11, 12}, {7, 7, 7}, {30, 31, 32}, {40, 41, 42}},
        all.toArray());
  }

  @Test
  void rowsMayBeAllOrNone() {
    Matrix all = counting(Precision.DOUBLE, 2, 3);
    assertEquals(2, all.rows(0, 2).rows());
    assertEquals(0, all.rows(2, 2).rows());
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "2, 1", "1, 4"})
  void rowsThatAreNotThereAreNamed(int from, int to) {
    Matrix all = counting(Precision.DOUBLE, 3, 2);
    assertEquals(
        "rows " + from + " to " + to + " of a matrix of 3 x 2",
        assertThrows(IndexOutOfBoundsException.class, () -> all.rows(from, to)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "3, 0", "0, -1", "0, 2"})
  void aPlaceThatIsNotThereIsNamed(int row, int column) {
    Matrix all = counting(Precision.DOUBLE, 3, 2);
    String named = "row " + row + ", column " + column + " of a matrix of 3 x 2";
    assertEquals(
        named,
        assertThrows(IndexOutOfBoundsException.class, () -> all.get(row, column)).getMessage());
    assertEquals(
        named,
        assertThrows(IndexOutOfBoundsException.class, () -> all.set(row, column, 1)).getMessage());
  }

  @Test
  void aViewKeepsOutOfItsNeighboursRows() {
    Matrix view = counting(Precision.DOUBLE, 3, 2).rows(0, 2);
    assertThrows(IndexOutOfBoundsException.class, () -> view.get(2, 0));
  }

  @ParameterizedTest
  @EnumSource
  void reshapedIsAViewOfTheSameNumbersInTheSameOrder(Precision precision) {
    Matrix all = counting(precision, 3, 4);
    Matrix view = all.rows(1, 3).reshaped(4, 2);
    assertArrayEquals(new double[][] {{10, 11}, {12, 13}, {20, 21}, {22, 23}}, view.toArray());
    view.set(3, 1, -1);
    assertEquals(-1, all.get(2, 3));
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "-2, -6", "2, 5"})
  void aReshapeThatDoesNotFillIsNamed(int rows, int columns) {
    Matrix all = counting(Precision.DOUBLE, 3, 4);
    assertEquals(
        "reshape: 3 x 4 numbers do not fill " + rows + " x " + columns,
        refusal(() -> all.reshaped(rows, columns)));
  }

  @Test
  void nothingMayBeReshapedIntoNothing() {
    assertEquals(7, Matrix.zeros(Precision.DOUBLE, 0, 3).reshaped(7, 0).rows());
    assertEquals(7, Matrix.zeros(Precision.DOUBLE, 3, 0).reshaped(0, 7).columns());
  }

  @ParameterizedTest
  @EnumSource
  void numbersAreCopiedIntoEitherPrecision(Precision from) {
    for (Precision to : Precision.values()) {
      Matrix source = counting(from, 4, 2).rows(1, 3);
      Matrix target = Matrix.zeros(to, 4, 2);
      target.rows(2, 4).copyFrom(source);
      assertArrayEquals(new double[][] {{0, 0}, {0, 0}, {10, 11}, {20, 21}}, target.toArray());
    }
  }

  @Test
  void aCopyIsOnItsOwn() {
    Matrix all = counting(Precision.FLOAT, 2, 2);
    Matrix copy = all.copy();
    copy.set(0, 0, 9);
    assertEquals(0, all.get(0, 0));
    assertEquals(Precision.FLOAT, copy.precision());
  }

  @Test
  void aCopyOfAnotherShapeIsRefusedNamingBoth() {
    Matrix all = counting(Precision.DOUBLE, 2, 2);
    assertEquals(
        "copy: 1 x 2 does not fit 2 x 2: the shapes must be equal",
        refusal(() -> all.copyFrom(Matrix.zeros(Precision.DOUBLE, 1, 2))));
    assertEquals(
        "copy: 2 x 1 does not fit 2 x 2: the shapes must be equal",
        refusal(() -> all.copyFrom(Matrix.zeros(Precision.DOUBLE, 2, 1))));
  }

  @ParameterizedTest
  @EnumSource
  void oneRowFillsEveryRowOfAView(Precision precision) {
    Matrix all = counting(precision, 4, 2);
    all.rows(1, 3).fillRows(Matrix.of(precision, new double[] {5, 6}));
    assertArrayEquals(new double[][] {{0, 1}, {5, 6}, {5, 6}, {30, 31}}, all.toArray());
  }

  @Test
  void aRowThatDoesNotFillIsNamed() {
    Matrix all = counting(Precision.DOUBLE, 4, 2);
    assertEquals(
        "fill rows: needs 1 x 2 but got 1 x 3",
        refusal(() -> all.fillRows(Matrix.zeros(Precision.DOUBLE, 1, 3))));
    assertEquals(
        "fill rows: needs 1 x 2 but got 2 x 2",
        refusal(() -> all.fillRows(Matrix.zeros(Precision.DOUBLE, 2, 2))));
  }

  @Test
  void aRowDoesNotFillTheMatrixItIsPartOf() {
    Matrix all = counting(Precision.DOUBLE, 4, 2);
    assertEquals(
        "fill rows: the result (4 x 2) shares storage with an operand (1 x 2)",
        refusal(() -> all.fillRows(all.rows(0, 1))));
  }

  @Test
  void ejmlStorageIsTakenAsItIs() {
    DMatrixRMaj doubles = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
    Matrix.wrap(doubles).set(1, 0, 9);
    assertEquals(9, doubles.get(1, 0));
    FMatrixRMaj floats = new FMatrixRMaj(new float[][] {{1, 2, 3}});
    Matrix wrapped = Matrix.wrap(floats);
    wrapped.set(0, 2, 9);
    assertEquals(9, floats.get(0, 2));
    assertEquals("1 x 3", wrapped.shape());
  }

  @Test
  void toEjmlIsACopyInDouble() {
    Matrix all = counting(Precision.FLOAT, 3, 2);
    DMatrixRMaj ejml = all.rows(1, 3).toEjml();
    assertEquals(2, ejml.numRows);
    assertEquals(21, ejml.get(1, 1));
    ejml.set(0, 0, 5);
    assertEquals(10, all.get(1, 0));
  }

  @Test
  void sizesAreTold() {
    Matrix all = counting(Precision.DOUBLE, 3, 4);
    assertEquals(3, all.rows());
    assertEquals(4, all.columns());
    assertEquals(12, all.size());
    assertEquals("3 x 4", all.shape());
    assertSame(Kernels.of(Precision.DOUBLE), all.kernels());
    Matrix like = counting(Precision.FLOAT, 1, 1).zerosLike(2, 5);
    assertEquals("2 x 5 FLOAT", like.shape() + " " + like.precision());
  }

  @Test
  void negativeSizesAreRefused() {
    assertEquals("a matrix cannot be -1 x 2", refusal(() -> Matrix.zeros(Precision.DOUBLE, -1, 2)));
    assertEquals("a matrix cannot be 2 x -1", refusal(() -> Matrix.zeros(Precision.DOUBLE, 2, -1)));
  }

  @Test
  void rowsOfUnequalLengthAreNamed() {
    assertEquals(
        "row 1 has 3 numbers, row 0 has 2",
        refusal(() -> Matrix.of(Precision.DOUBLE, new double[2], new double[3])));
  }

  @Test
  void aMatrixOfNoRowsIsEmpty() {
    assertEquals("0 x 0", Matrix.of(Precision.DOUBLE).shape());
  }

  @Test
  void aSmallMatrixIsShownWhole() {
    assertEquals(
        "2 x 2 double\n    0.0000    1.0000\n   10.0000   11.0000",
        counting(Precision.DOUBLE, 2, 2).toString());
  }

  @Test
  void tenRowsAndColumnsAreShownAndTheRestMarked() {
    String[] whole = counting(Precision.FLOAT, 10, 10).toString().split("\n");
    assertEquals(11, whole.length);
    assertFalse(whole[1].contains("..."));
    String[] cut = counting(Precision.FLOAT, 11, 11).toString().split("\n");
    assertEquals(12, cut.length);
    assertEquals("11 x 11 float", cut[0]);
    assertTrue(cut[10].endsWith("99.0000  ..."), cut[10]);
    assertEquals("  ...", cut[11]);
  }

  @Test
  void theOtherPrecisionsStorageIsRefused() {
    Matrix doubles = counting(Precision.DOUBLE, 1, 2);
    Matrix floats = counting(Precision.FLOAT, 1, 2);
    assertEquals("a matrix of 1 x 2 holds floats, not doubles", refusal(floats::doubles));
    assertEquals("a matrix of 1 x 2 holds doubles, not floats", refusal(doubles::floats));
  }

  @Test
  void touchingViewsDoNotOverlapAndOneCommonNumberDoes() {
    Matrix line = Matrix.zeros(Precision.DOUBLE, 6, 1);
    assertFalse(line.rows(0, 3).overlaps(line.rows(3, 6)));
    assertFalse(line.rows(3, 6).overlaps(line.rows(0, 3)));
    assertTrue(line.rows(0, 4).overlaps(line.rows(3, 6)));
    assertTrue(line.rows(3, 6).overlaps(line.rows(0, 4)));
    assertFalse(line.rows(0, 4).overlaps(line.copy().rows(0, 4)));
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}

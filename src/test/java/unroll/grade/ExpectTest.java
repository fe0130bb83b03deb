package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ExpectTest {
  private static final DMatrixRMaj TWO = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});

  @Test
  void failureSaysWhatWasExpectedWhatCameAndWhereToLook() {
    DMatrixRMaj came = TWO.copy();
    came.set(1, 0, 30);
    assertEquals(
        "h: 1 of 4 entries are wrong; the worst is at [row 1, column 0]: expected 3.00000000000,"
            + " came 30.0000000000.\nLook at step",
        failure(() -> Expect.that("h", came).is(TWO, 1e-12, "step")));
  }

  @Test
  void mistakeThatGivesWhatCameIsNamed() {
    assertEquals(
        "loss: expected 1.00000000000, came 3.00000000000.\n"
            + "Suspect: summed (that gives exactly what came).\nLook at loss",
        failure(
            () ->
                Expect.that("loss", 3)
                    .suspect("sign", -1)
                    .suspect("summed", 3)
                    .is(1, 1e-12, "loss")));
  }

  @Test
  void mistakeThatChangesNothingHereIsNotNamed() {
    assertFalse(
        failure(() -> Expect.that("loss", 1.0000000001).suspect("summed", 1).is(1, 1e-12, "loss"))
            .contains("summed"));
  }

  @Test
  void bothShapesAreNamed() {
    assertEquals(
        "o: expected shape 2 x 2, came 1 x 2.\nLook at step",
        failure(() -> Expect.that("o", new DMatrixRMaj(1, 2)).is(TWO, 1e-12, "step")));
  }

  @Test
  void notANumberIsNeverRight() {
    assertEquals(
        "loss: expected 1.00000000000, came NaN.\nSuspect: overflow (that gives exactly what"
            + " came).\nLook at loss",
        failure(
            () ->
                Expect.that("loss", Double.NaN).suspect("overflow", Double.NaN).is(1, 1, "loss")));
  }

  @Test
  void infinityIsRightOnlyWhereItIsExpected() {
    assertDoesNotThrow(
        () -> Expect.that("x", Double.POSITIVE_INFINITY).is(Double.POSITIVE_INFINITY, 0, ""));
    assertThrows(
        AssertionError.class, () -> Expect.that("x", Double.POSITIVE_INFINITY).is(1, 1e9, ""));
  }

  @Test
  void toleranceIsRelativeAboveOne() {
    assertDoesNotThrow(() -> Expect.that("x", 1e6 + 1e-7).is(1e6, 1e-12, ""));
    assertThrows(AssertionError.class, () -> Expect.that("x", 1e-3 + 1e-7).is(1e-3, 1e-12, ""));
  }

  @Test
  void emptyMatricesOfOneShapeAreEqual() {
    assertDoesNotThrow(
        () -> Expect.that("x", new DMatrixRMaj(0, 3)).is(new DMatrixRMaj(0, 3), 0, ""));
  }

  @Test
  void nullIsTold() {
    assertEquals(
        "h is null: return a matrix.", failure(() -> Expect.that("h", (DMatrixRMaj) null)));
    assertEquals(
        "steps: entry 1 is null.\nLook at forward",
        failure(() -> Expect.size("steps", Arrays.asList(1, null), 2, "forward")));
  }

  @Test
  void lengthsAreTold() {
    assertEquals(
        "steps: expected 2 entries, came 1.\nLook at forward",
        failure(() -> Expect.size("steps", List.of(1), 2, "forward")));
  }

  private static String failure(Runnable comparison) {
    return assertThrows(AssertionError.class, comparison::run).getMessage();
  }

  @Test
  void modifiedArgumentIsPlacedButNotShown() {
    String said =
        assertThrows(
                AssertionError.class,
                () ->
                    Expect.unmodified(
                        "x",
                        new DMatrixRMaj(new double[][] {{0.5, 9}}),
                        new DMatrixRMaj(new double[][] {{0.5, 0.25}})))
            .getMessage();
    assertTrue(said.contains("1 changed of 2 entries, one of them at [row 0, column 1]"), said);
    assertFalse(said.contains("0.25"), said);
  }
}

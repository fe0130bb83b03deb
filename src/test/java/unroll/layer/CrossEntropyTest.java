package unroll.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class CrossEntropyTest {
  /** A handful of roundings of numbers of size 1. */
  private static final double ROUNDING = 1e-14;

  /** See ValueGradientTest. */
  private static final double FINITE_DIFFERENCE = 1e-7;

  private static final int[] SOME_MASKED = {2, -1, 0, 3, -1};

  private final Parameter logits =
      Initializer.of(new SplittableRandom(1), Precision.DOUBLE).normal("logits", 5, 4, 1);

  @Test
  void equalLogitsCostTheLogarithmOfTheClasses() {
    Value equal = new Tape().constant(Matrix.zeros(Precision.DOUBLE, 3, 7));
    assertEquals(Math.log(7), CrossEntropy.mean(equal, new int[] {0, 3, 6}).scalar(), ROUNDING);
  }

  @Test
  void gradientMatchesFiniteDifferencesWithMasks() {
    double error =
        GradientCheck.error(
            List.of(logits),
            tape -> CrossEntropy.mean(logits.on(tape), SOME_MASKED),
            new SplittableRandom(2));
    assertTrue(error < FINITE_DIFFERENCE, "error " + error);
  }

  @Test
  void equalsTheLogarithmOfTheSoftmax() {
    Tape tape = new Tape();
    Matrix picked = Matrix.zeros(Precision.DOUBLE, 5, 4);
    for (int r = 0; r < 5; r++) {
      if (SOME_MASKED[r] >= 0) {
        picked.set(r, SOME_MASKED[r], -1.0 / 3);
      }
    }
    Value composed = logits.on(tape).softmax().log().timesElements(tape.constant(picked)).sum();
    assertEquals(
        composed.scalar(), CrossEntropy.mean(logits.on(tape), SOME_MASKED).scalar(), ROUNDING);
  }

  @Test
  void aMaskedRowGetsNoGradient() {
    Tape tape = new Tape();
    tape.backward(CrossEntropy.mean(logits.on(tape), SOME_MASKED));
    assertEquals(0, logits.gradient().get(1, 2));
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    Tape tape = new Tape();
    Value huge = tape.constant(Matrix.of(Precision.FLOAT, new double[] {1e30, -1e30}));
    assertEquals(0, CrossEntropy.mean(huge, new int[] {0}).scalar());
  }

  @Test
  void maskingEverythingIsRefused() {
    Value value = logits.on(new Tape());
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> CrossEntropy.mean(value, new int[] {-1, -1, -1, -1, -1}));
    assertEquals("cross-entropy: every target is masked", refusal.getMessage());
  }

  @Test
  void otherTargetsThanRowsAreRefused() {
    Value value = logits.on(new Tape());
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> CrossEntropy.mean(value, new int[] {1, 2}));
    assertEquals("cross-entropy: 2 targets for 5 rows", refusal.getMessage());
  }
}

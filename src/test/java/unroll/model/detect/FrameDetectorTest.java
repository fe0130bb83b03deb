package unroll.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.cell.Bidirectional;
import unroll.cell.Gru;
import unroll.cell.Lengths;
import unroll.cell.Lstm;
import unroll.cell.Sequence;
import unroll.layer.BinaryCrossEntropy;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;

class FrameDetectorTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;
  private static final int STEPS = 5;
  private static final int BATCH = 3;
  private static final Lengths LENGTHS = Lengths.of(5, 1, 4);

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(7), Precision.DOUBLE);
  }

  private static final Matrix FRAMES = init().normal("x", STEPS * BATCH, 4, 1).matrix();

  static Stream<FrameDetector> detectors() {
    return Stream.of(forwards(3), bothWays(3));
  }

  private static FrameDetector forwards(double weight) {
    return FrameDetector.forwards(Lstm.of(4, 5, init()), 2, weight, init());
  }

  private static FrameDetector bothWays(double weight) {
    Bidirectional encoder =
        new Bidirectional(Gru.of(4, 3, init().named("f")), Lstm.of(4, 2, init().named("b")));
    return FrameDetector.bothWays(encoder, 2, weight, init());
  }

  private static Matrix targets() {
    Matrix targets = Matrix.zeros(Precision.DOUBLE, STEPS * BATCH, 2);
    for (int row = 0; row < targets.rows(); row += 4) {
      targets.set(row, row % 2, 1);
    }
    return targets;
  }

  private static Sequence frames(Tape tape, Matrix frames) {
    return new Sequence(tape.constant(frames), STEPS);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void gradientMatchesFiniteDifferencesOverRaggedSignals(FrameDetector detector) {
    double error =
        GradientCheck.error(
            detector.parameters(),
            tape -> detector.loss(frames(tape, FRAMES), LENGTHS, targets()),
            new SplittableRandom(8));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void withoutWeightTheLossIsTheBinaryCrossEntropy() {
    Tape tape = Tape.off();
    FrameDetector detector = forwards(1);
    Value expected =
        BinaryCrossEntropy.mean(
            detector.logits(frames(tape, FRAMES), LENGTHS), targets(), LENGTHS.counts(STEPS));
    assertEquals(
        expected.scalar(),
        detector.loss(frames(tape, FRAMES), LENGTHS, targets()).scalar(),
        ROUNDING);
  }

  @Test
  void theWeightMultipliesThePositiveFramesAlone() {
    Tape tape = Tape.off();
    FrameDetector detector = forwards(4);
    detector.readout().weights().matrix().fill(0); // every probability is one half
    Matrix one = Matrix.zeros(Precision.DOUBLE, STEPS * BATCH, 2);
    one.set(0, 1, 1);
    double frames = 5 + 1 + 4;
    assertEquals(
        (2 * frames - 1 + 4) * Math.log(2) / frames,
        detector.loss(frames(tape, FRAMES), LENGTHS, one).scalar(),
        ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void paddingChangesNothing(FrameDetector detector) {
    Matrix other = FRAMES.copy();
    Matrix otherTargets = targets();
    // Example 1 has one frame; row 4 is its second.
    other.rows(4, 5).fill(9);
    otherTargets.rows(4, 5).fill(1);
    Tape tape = Tape.off();
    assertEquals(
        detector.loss(frames(tape, FRAMES), LENGTHS, targets()).scalar(),
        detector.loss(frames(tape, other), LENGTHS, otherTargets).scalar());
  }

  @Test
  void readingForwardsDoesNotHearTheFuture() {
    assertEquals(firstFrame(forwards(1), FRAMES), firstFrame(forwards(1), changedAtTheEnd()));
  }

  @Test
  void readingBothWaysHearsTheFuture() {
    assertNotEquals(firstFrame(bothWays(1), FRAMES), firstFrame(bothWays(1), changedAtTheEnd()));
  }

  private static Matrix changedAtTheEnd() {
    Matrix changed = FRAMES.copy();
    changed.rows((STEPS - 1) * BATCH, STEPS * BATCH).fill(2);
    return changed;
  }

  private static double firstFrame(FrameDetector detector, Matrix frames) {
    return detector.logits(frames(Tape.off(), frames)).matrix().get(0, 0);
  }

  @Test
  void hugeLogitsGiveAFiniteLoss() {
    FrameDetector detector = forwards(5);
    detector.readout().weights().matrix().fill(1e4);
    double loss = detector.loss(frames(Tape.off(), FRAMES), LENGTHS, targets()).scalar();
    assertTrue(Double.isFinite(loss), () -> "loss " + loss);
  }

  @Test
  void aWeightOfZeroIsRefused() {
    assertEquals(
        "the weight of positive frames must be above 0, not 0.0",
        assertThrows(IllegalArgumentException.class, () -> forwards(0)).getMessage());
  }
}

package unroll.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Lengths;
import unroll.cell.Sequence;
import unroll.house.Published;
import unroll.layer.Activation;
import unroll.layer.Linear;
import unroll.layer.Mlp;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Tape;

class GlanceTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;
  private static final int STEPS = 6;
  private static final int BATCH = 2;

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(7), Precision.DOUBLE);
  }

  private static final Matrix FRAMES = init().normal("x", STEPS * BATCH, 3, 1).matrix();

  private static Matrix read(Glance glance, Matrix frames) {
    int[] lengths = new int[BATCH];
    Arrays.fill(lengths, STEPS);
    Sequence sequence = new Sequence(Tape.off().constant(frames), STEPS);
    return glance.read(sequence, Lengths.of(lengths)).matrix();
  }

  private static Matrix changed(int step) {
    Matrix changed = FRAMES.copy();
    changed.rows(step * BATCH, (step + 1) * BATCH).fill(2);
    return changed;
  }

  @Test
  @Published("Waibel et al. 1989, section II")
  void everyFrameIsReadByTheSameNetworkWithThoseBefore() {
    Glance glance = Glance.of(3, 2, 4, init());
    Matrix outputs = read(glance, FRAMES);
    for (int t = 0; t < STEPS; t++) {
      Matrix seen = FRAMES.zerosLike(1, 9);
      for (int delay = 0; delay <= Math.min(2, t); delay++) {
        for (int d = 0; d < 3; d++) {
          seen.set(0, 3 * delay + d, FRAMES.get((t - delay) * BATCH + 1, d));
        }
      }
      Matrix alone = glance.mlp().apply(Tape.off().constant(seen)).tanh().matrix();
      for (int unit = 0; unit < 4; unit++) {
        assertEquals(alone.get(0, unit), outputs.get(t * BATCH + 1, unit), ROUNDING);
      }
    }
  }

  @Test
  void whatLiesFartherBackIsForgotten() {
    Glance glance = Glance.of(3, 2, 4, init());
    assertEquals(read(glance, FRAMES).get(8, 0), read(glance, changed(1)).get(8, 0));
  }

  @Test
  void whatLiesWithinTheWindowIsSeen() {
    Glance glance = Glance.of(3, 2, 4, init());
    assertNotEquals(read(glance, FRAMES).get(8, 0), read(glance, changed(2)).get(8, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 9})
  void gradientMatchesFiniteDifferences(int before) {
    FrameDetector detector =
        new FrameDetector(Glance.of(3, before, 4, init()), Linear.of(4, 1, init()), 2);
    Matrix targets = Matrix.zeros(Precision.DOUBLE, STEPS * BATCH, 1);
    targets.set(5, 0, 1);
    double error =
        GradientCheck.error(
            detector.parameters(),
            tape ->
                detector.loss(
                    new Sequence(tape.constant(FRAMES), STEPS), Lengths.of(6, 4), targets),
            new SplittableRandom(8));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void aNetworkOfAnotherWidthIsRefused() {
    Mlp mlp = Mlp.of(Activation.TANH, init(), 7, 4);
    assertEquals(
        "a network of 7 inputs cannot see a frame and 1 before it",
        assertThrows(IllegalArgumentException.class, () -> new Glance(mlp, 1)).getMessage());
  }
}

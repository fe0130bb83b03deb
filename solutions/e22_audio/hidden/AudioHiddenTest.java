package e22_audio;

import e22_audio.TriggerDetector.Framing;
import e22_audio.TriggerDetector.Loss;
import e22_audio.TriggerDetector.Rule;
import e22_audio.TriggerDetector.Score;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Visibility;

/** The hidden tests of 22-audio: odd hops and bands, ragged masks, crowded events. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class AudioHiddenTest {
  /** Logarithms of sums of some tens of products agree to about 1e-13 where powers are not tiny. */
  private static final double FRAMES = 1e-9;

  private static final double TOLERANCE = 1e-12;

  // window, hop, bands
  private static final int[][] FRAMINGS = {
    {2, 1, 1}, {6, 4, 3}, {12, 5, 2}, {16, 3, 8}, {20, 20, 5}
  };

  private final TriggerDetector detector;

  AudioHiddenTest(TriggerDetector detector) {
    this.detector = detector;
  }

  @Test
  @Task(1)
  @Points(3)
  void framesAreRightAtOddSizes() {
    Random random = new Random(2201);
    for (int[] sizes : FRAMINGS) {
      Framing framing = new Framing(sizes[0], sizes[1], sizes[2], 0.003);
      DMatrixRMaj samples = AudioOracle.gaussian(random, 1, 53);
      Expect.that("the frames" + where(framing), detector.frames(samples, framing))
          .is(AudioOracle.frames(samples, framing), FRAMES, "x_tj = ln(floor + mean power)");
    }
  }

  @Test
  @Task(1)
  void aWindowThatJustFitsIsAFrame() {
    Random random = new Random(2202);
    Framing framing = new Framing(10, 7, 5, 0.1);
    for (int samples = 9; samples <= 18; samples++) {
      DMatrixRMaj sound = AudioOracle.gaussian(random, 1, samples);
      int expected = AudioOracle.frames(sound, framing).numRows;
      Expect.that("how many frames" + where(framing), detector.frames(sound, framing).numRows)
          .is(expected, 0, "only whole windows count, and every one that fits");
    }
  }

  @Test
  @Task(1)
  void framingLeavesTheSignalAlone() {
    DMatrixRMaj samples = AudioOracle.gaussian(new Random(2203), 1, 30);
    DMatrixRMaj before = samples.copy();
    detector.frames(samples, new Framing(8, 4, 2, 0.1));
    Expect.unmodified("the samples", samples, before);
  }

  @Test
  @Task(2)
  @Points(3)
  void lossAndGradientAreRightAtOddSizes() {
    Random random = new Random(2204);
    for (int[] size : new int[][] {{1, 1}, {5, 1}, {4, 3}, {7, 2}}) {
      DMatrixRMaj logits = AudioOracle.gaussian(random, size[0], size[1]);
      DMatrixRMaj targets = logits.createLike();
      boolean[] counts = new boolean[size[0]];
      for (int t = 0; t < size[0]; t++) {
        counts[t] = t == 0 || random.nextInt(3) > 0;
        for (int k = 0; k < size[1]; k++) {
          targets.set(t, k, random.nextInt(2));
        }
      }
      double weight = 0.5 + 4 * random.nextDouble();
      Loss loss = detector.loss(logits, targets, counts, weight);
      String where = String.format(" for T = %d, K = %d", size[0], size[1]);
      Expect.that("the loss" + where, loss.nats())
          .is(AudioOracle.nats(logits, targets, counts, weight), TOLERANCE, "the mean over frames");
      Expect.that("the gradient" + where, loss.gradient())
          .is(
              AudioOracle.gradient(logits, targets, counts, weight),
              TOLERANCE,
              "dL/da = 1/C (-w y (1 - p) + (1 - y) p)");
    }
  }

  @Test
  @Task(2)
  void theLossLeavesItsArgumentsAlone() {
    Random random = new Random(2205);
    DMatrixRMaj logits = AudioOracle.gaussian(random, 4, 2);
    DMatrixRMaj targets = new DMatrixRMaj(4, 2);
    targets.fill(1);
    DMatrixRMaj before = logits.copy();
    DMatrixRMaj targetsBefore = targets.copy();
    detector.loss(logits, targets, new boolean[] {true, false, true, true}, 2);
    Expect.unmodified("the logits", logits, before);
    Expect.unmodified("the targets", targets, targetsBefore);
  }

  @Test
  @Task(3)
  @Points(3)
  void scoresAreRightInCrowds() {
    Random random = new Random(2206);
    for (int round = 0; round < 40; round++) {
      int steps = 5 + random.nextInt(30);
      DMatrixRMaj p = new DMatrixRMaj(1, steps);
      for (int t = 0; t < steps; t++) {
        p.set(t, random.nextDouble());
      }
      int[] events = random.ints(0, steps).distinct().limit(random.nextInt(5)).sorted().toArray();
      Rule rule =
          new Rule(0.3 + 0.6 * random.nextDouble(), 1 + random.nextInt(4), random.nextInt(5));
      Score expected = AudioOracle.score(p, events, rule);
      Score came = detector.score(p, events, rule);
      String where = " for quiet = " + rule.quiet() + ", tolerance = " + rule.tolerance();
      Expect.that("the hits" + where, came.hits())
          .is(expected.hits(), 0, "each detection hits the first free event that is near");
      Expect.that("the false alarms" + where, came.falseAlarms())
          .is(expected.falseAlarms(), 0, "detections that hit nothing");
      Expect.that("the misses" + where, came.misses())
          .is(expected.misses(), 0, "events that nothing hit");
      Expect.that("F1" + where, came.f1())
          .is(expected.f1(), TOLERANCE, "2 hits / (2 hits + false alarms + misses)");
    }
  }

  @Test
  @Task(3)
  void scoringLeavesTheProbabilitiesAlone() {
    DMatrixRMaj p = AudioOracle.gaussian(new Random(2207), 1, 12);
    DMatrixRMaj before = p.copy();
    detector.score(p, new int[] {3, 7}, new Rule(0.4, 2, 2));
    Expect.unmodified("the probabilities", p, before);
  }

  private static String where(Framing framing) {
    return String.format(
        " for windows of %d, hop %d, %d bands", framing.window(), framing.hop(), framing.bands());
  }
}

package e22_audio;

import e22_audio.TriggerDetector.Framing;
import e22_audio.TriggerDetector.Loss;
import e22_audio.TriggerDetector.Rule;
import e22_audio.TriggerDetector.Score;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Approval;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;

/**
 * The public tests of 22-audio, written against the contract; start them from an IDE if you like.
 *
 * <p>Numbers that work out on paper: windows of four samples, where w = (0, 1/2, 1, 1/2), and
 * logits that are logarithms: p(ln 3) = 3/4.
 */
@ExtendWith(SubjectExtension.class)
class AudioTest {
  /** A right answer differs by the rounding of a few additions: about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  /** Central differences with 1e-5 are off by the square of that, times a factor. */
  private static final double DIFFERENCES = 1e-7;

  /**
   * The tables are rounded to four places; a difference in the last bit may round the other way.
   */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);
  private static final double LN5 = Math.log(5);

  private final TriggerDetector detector;

  AudioTest(TriggerDetector detector) {
    this.detector = detector;
  }

  @Test
  @Task(1)
  @Points(2)
  void framesOfFourSamplesWorkOutOnPaper() {
    // windowed: (0, 1/2, 1, 1/2), (0, 1/2, -1, 1/2), and the first twice; powers (4, 1), (0, 1)
    DMatrixRMaj samples = row(1, 1, 1, 1, -1, 1, 1, 1, 1, 1);
    DMatrixRMaj frames = detector.frames(samples, new Framing(4, 2, 2, 1));
    Expect.that("how many frames of 4 samples, every 2, are in 10", frames.numRows)
        .suspect("the last frame is missing: T = (S - N) / hop + 1", 3)
        .suspect("the hop is ignored: frame t starts at sample t hop", 2)
        .is(4, 0, "T = (S - N) / hop + 1");
    Expect.that("the frames", frames)
        .suspect(
            "the window is missing: each sample times w_n",
            rows(Math.log(17), 0, LN5, LN5, LN5, LN5, Math.log(17), 0))
        .suspect(
            "the window divides by N - 1; it must repeat after N samples",
            alike(Math.log(3.25), Math.log(2.125), 0, Math.log(2.125)))
        .suspect("the logarithm is missing", alike(5, 2, 1, 2))
        .suspect(
            "it is a logarithm of base 10", alike(Math.log10(5), Math.log10(2), 0, Math.log10(2)))
        .suspect("bands run from high to low: band 0 is the lowest", alike(LN2, LN5, LN2, 0))
        .is(alike(LN5, LN2, 0, LN2), TOLERANCE, "x_tj = ln(floor + mean power of band j)");
  }

  /** Four frames of two bands, of which only the second differs from the first. */
  private static DMatrixRMaj alike(double low, double high, double otherLow, double otherHigh) {
    return rows(low, high, otherLow, otherHigh, low, high, low, high);
  }

  @Test
  @Task(1)
  void aBandIsTheMeanOfItsPowers() {
    // windowed: 1 at samples 2 and 6, so the powers are 4, 0, 4, 0
    DMatrixRMaj samples = row(0, 0, 2, 0, 0, 0, 2, 0);
    Expect.that("two bands of two frequencies", detector.frames(samples, new Framing(8, 8, 2, 1)))
        .suspect("the powers of a band are added up, not averaged", row(LN5, LN5))
        .suspect(
            "it is the mean of logarithms, not the logarithm of the mean", row(LN5 / 2, LN5 / 2))
        .suspect("the frequencies of a band lie side by side: k / (N/2/J) is the band", row(LN5, 0))
        .is(row(LN3, LN3), TOLERANCE, "first the mean over the band, then the logarithm");
  }

  @Test
  @Task(1)
  void aSignalShorterThanAWindowHasNoFrame() {
    DMatrixRMaj frames = detector.frames(row(1, 1, 1), new Framing(4, 1, 2, 1));
    Expect.that("how many frames", frames.numRows)
        .suspect("a window that does not fit is counted", 1)
        .is(0, 0, "only whole windows count");
  }

  @Test
  @Task(1)
  void chirpIsTheApprovedOne(Approval approval) {
    DMatrixRMaj samples = new DMatrixRMaj(1, 48);
    for (int n = 0; n < 48; n++) {
      double sine = Math.sin(2 * Math.PI * (0.05 * n + 0.002 * n * n));
      samples.set(n, Math.rint(100 * sine) / 100);
    }
    DMatrixRMaj frames = detector.frames(samples, new Framing(16, 8, 4, 0.01));
    StringBuilder text = new StringBuilder();
    text.append("A chirp of 48 samples in windows of 16, every 8: log power in 4 bands\n");
    text.append("frame   band 0   band 1   band 2   band 3\n");
    for (int t = 0; t < frames.numRows; t++) {
      text.append(String.format(Locale.ROOT, "%5d", t));
      for (int j = 0; j < frames.numCols; j++) {
        text.append(String.format(Locale.ROOT, "  %7.4f", frames.get(t, j)));
      }
      text.append('\n');
    }
    approval.verify("frames", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(2)
  @Points(2)
  void lossOfLogarithmsWorksOutOnPaper() {
    // p = 3/4 and 1/2, then 1/4 and 1/2, then a frame of padding
    DMatrixRMaj logits = rows(LN3, 0, -LN3, 0, 0, 0);
    DMatrixRMaj targets = rows(1, 0, 0, 1, 1, 0);
    Loss loss = detector.loss(logits, targets, new boolean[] {true, true, false}, 2);
    Expect.that("the gradient", loss.gradient())
        .suspect("the weight is missing: w y", rows(-0.125, 0.25, 0.125, -0.25, 0, 0))
        .suspect(
            "the weight belongs to the yes, not to the no", rows(-0.125, 0.5, 0.25, -0.25, 0, 0))
        .suspect(
            "the sign is turned: it is the gradient, not the step",
            rows(0.25, -0.25, -0.125, 0.5, 0, 0))
        .suspect("it is a sum over frames, not a mean", rows(-0.5, 0.5, 0.25, -1, 0, 0))
        .suspect(
            "it is divided by all frames, padding too: C is how many count",
            rows(-1 / 6.0, 1 / 6.0, 1 / 12.0, -1 / 3.0, 0, 0))
        .suspect(
            "it is divided by frames times kinds: the mean is over frames only",
            rows(-0.125, 0.125, 0.0625, -0.25, 0, 0))
        .suspect(
            "the mask is missing: padding is blamed",
            rows(-1 / 6.0, 1 / 6.0, 1 / 12.0, -1 / 3.0, -1 / 3.0, 1 / 6.0))
        .is(
            rows(-0.25, 0.25, 0.125, -0.5, 0, 0),
            TOLERANCE,
            "dL/da = 1/C (-w y (1 - p) + (1 - y) p)");
    Expect.that("the loss", loss.nats())
        .suspect("the weight is missing: w y", Math.log(8 / 3.0))
        .suspect("it is a sum over frames, not a mean", 3 * Math.log(8 / 3.0))
        .suspect("it is divided by frames times kinds", 0.75 * Math.log(8 / 3.0))
        .is(1.5 * Math.log(8 / 3.0), TOLERANCE, "-w y ln p - (1 - y) ln(1 - p), mean over frames");
  }

  @Test
  @Task(2)
  void hugeLogitsGiveAFiniteLoss() {
    Loss loss = detector.loss(row(1000, -1000), row(0, 1), new boolean[] {true}, 2);
    Expect.that("the loss of logits 1000 and -1000, both wrong", loss.nats())
        .suspect(
            "ln(p) of a p that has become 0: -ln p is softplus(-a), -ln(1 - p) is softplus(a)",
            Double.POSITIVE_INFINITY)
        .is(3000, TOLERANCE, "-ln p = softplus(-a), which never overflows");
    Expect.that("their gradient", loss.gradient()).is(row(1, -2), TOLERANCE, "p is 1 and 0 there");
  }

  @Test
  @Task(2)
  void gradientAgreesWithDifferencesOfYourLoss() {
    DMatrixRMaj logits = rows(0.3, -1.2, 2, 0.7, -0.4, 1.1);
    DMatrixRMaj targets = rows(1, 0, 0, 1, 1, 1);
    boolean[] counts = {true, false, true};
    DMatrixRMaj slopes = logits.createLike();
    for (int n = 0; n < 6; n++) {
      DMatrixRMaj moved = logits.copy();
      moved.set(n, logits.get(n) + 1e-5);
      double above = detector.loss(moved, targets, counts, 3).nats();
      moved.set(n, logits.get(n) - 1e-5);
      slopes.set(n, (above - detector.loss(moved, targets, counts, 3).nats()) / 2e-5);
    }
    Expect.that("the gradient", detector.loss(logits, targets, counts, 3).gradient())
        .is(slopes, DIFFERENCES, "the gradient of your own loss: it has another slope");
  }

  @Test
  @Task(3)
  @Points(2)
  void detectionsAreCountedOnPaper() {
    // loud at 0, 1, 3 (too soon to be another), 7 (just loud), 12 (nothing there)
    DMatrixRMaj p = row(9, 9, 1, 9, 1, 1, 1, 5, 1, 1, 1, 1, 8, 1, 1, 1, 1, 1);
    Score score = detector.score(p, new int[] {1, 6, 16}, new Rule(5, 2, 1));
    Expect.that("hits, false alarms and misses", counts(score))
        .suspect("every loud frame is a detection: only the first of each is one", row(2, 3, 1))
        .suspect("quiet is ignored: a gap of one frame is no end", row(2, 2, 1))
        .suspect("a frame at the threshold is loud too", row(1, 1, 2))
        .suspect("an event just tolerance frames away is near enough", row(0, 3, 3))
        .suspect("a detection may also come before its event", row(1, 2, 2))
        .is(row(2, 1, 1), 0, "detections at 0, 7 and 12; events at 1, 6 and 16");
  }

  @Test
  @Task(3)
  void anEventIsHitOnce() {
    DMatrixRMaj p = row(0, 0, 0, 0, 1, 0, 1, 0, 0);
    Score score = detector.score(p, new int[] {5}, new Rule(0.5, 1, 3));
    Expect.that("hits, false alarms and misses", counts(score))
        .suspect("one event is hit twice: remember which are taken", row(2, 0, -1))
        .suspect("one event is hit twice: remember which are taken", row(2, 0, 0))
        .is(row(1, 1, 0), 0, "two detections, one event");
    Expect.that("F1", score.f1())
        .suspect("that is the mean of precision and recall; F1 is their harmonic mean", 0.75)
        .suspect("hits count twice in F1: 2 hits / (2 hits + ...)", 0.5)
        .suspect("that is the recall alone", 1)
        .suspect("whole numbers are divided: write 2.0", 0)
        .is(2 / 3.0, TOLERANCE, "2 hits / (2 hits + false alarms + misses)");
  }

  @Test
  @Task(3)
  void aLongNoiseIsOneDetection() {
    DMatrixRMaj p = row(0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0);
    Expect.that(
            "hits, false alarms and misses",
            counts(detector.score(p, new int[] {3}, new Rule(0.5, 2, 1))))
        .suspect(
            "quiet is counted from the last detection: count from the last loud frame",
            row(1, 2, 0))
        .is(row(1, 0, 0), 0, "loud from 3 to 9 without a pause");
  }

  @Test
  @Task(3)
  void nothingThereAndNothingSaidIsPerfect() {
    Score score = detector.score(row(0, 0, 0), new int[0], new Rule(0.5, 1, 0));
    Expect.that("F1 where there was nothing to find and nothing was said", score.f1())
        .suspect("0 / 0: that case is 1", Double.NaN)
        .suspect("0 / 0: that case is 1", 0)
        .is(1, 0, "1 if hits, false alarms and misses are all 0");
  }

  @Test
  @Task(3)
  void thresholdsAreTheApprovedOnes(Approval approval) {
    DMatrixRMaj p =
        row(
            0.1, 0.2, 0.7, 0.9, 0.4, 0.8, 0.1, 0.1, 0.3, 0.6, 0.6, 0.2, 0.1, 0.1, 0.95, 0.9, 0.2,
            0.1, 0.5, 0.1, 0.1, 0.3, 0.2, 0.1);
    StringBuilder text = new StringBuilder();
    text.append("24 frames, events at 2, 8, 13, 22; 2 quiet frames part detections, tolerance 1\n");
    text.append("threshold  hits  false alarms  misses      F1\n");
    for (double threshold : new double[] {0.05, 0.25, 0.5, 0.75, 0.9, 1}) {
      Score score = detector.score(p, new int[] {2, 8, 13, 22}, new Rule(threshold, 2, 1));
      text.append(
          String.format(
              Locale.ROOT,
              "%9.2f  %4d  %12d  %6d  %6.4f\n",
              threshold,
              score.hits(),
              score.falseAlarms(),
              score.misses(),
              score.f1()));
    }
    approval.verify("thresholds", text.toString(), LAST_PLACE);
  }

  private static DMatrixRMaj counts(Score score) {
    return row(score.hits(), score.falseAlarms(), score.misses());
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  /** Rows of two. */
  private static DMatrixRMaj rows(double... values) {
    return new DMatrixRMaj(values.length / 2, 2, true, values);
  }
}

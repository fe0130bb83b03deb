package unroll.model.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Lstm;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;

class WhistlesTest {
  /** Within a tenth of a decibel of the middle of eight seconds of noise. */
  private static final double ESTIMATE = 0.1;

  private static List<Whistles.Signal> signals(double decibels, long seed) {
    return Whistles.draw(4, decibels, decibels, new SplittableRandom(seed));
  }

  private static double power(double[] sound) {
    return Arrays.stream(sound).map(x -> x * x).average().orElseThrow();
  }

  @Test
  void theSameSeedGivesTheSameSignals() {
    Whistles.Signal first = signals(10, 1).get(3);
    Whistles.Signal second = signals(10, 1).get(3);
    assertArrayEquals(first.sound(), second.sound());
    assertArrayEquals(first.events(), second.events());
  }

  @Test
  void tenDecibelsLessWhistleIsTenTimesTheNoise() {
    double loud = 0;
    double quiet = 0;
    for (int i = 0; i < 4; i++) {
      double[] clean = signals(200, 1).get(i).sound();
      loud += power(minus(signals(10, 1).get(i).sound(), clean));
      quiet += power(minus(signals(20, 1).get(i).sound(), clean));
    }
    assertEquals(10, 10 * Math.log10(loud / quiet), ESTIMATE);
    // A whistle of amplitude 1/4 has power 1/32.
    assertEquals(10, 10 * Math.log10(4 / 32.0 / loud), ESTIMATE);
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }

  @Test
  void justBeforeAnEventTheHighestPitchIsHeard() {
    for (Whistles.Signal signal : Whistles.draw(40, 60, 60, new SplittableRandom(5))) {
      for (int event : signal.events()) {
        double[] rising = signal.frames()[event - 3];
        double[] begin = signal.frames()[event - 11];
        assertTrue(loudest(rising) > loudest(begin), "frame " + event);
      }
    }
  }

  private static int loudest(double[] frame) {
    int loudest = 0;
    for (int band = 1; band < frame.length; band++) {
      loudest = frame[band] > frame[loudest] ? band : loudest;
    }
    return loudest;
  }

  @Test
  void aFifthOfTheHalfSecondsHasAnEvent() {
    int events =
        Whistles.draw(200, 60, 60, new SplittableRandom(6)).stream()
            .mapToInt(signal -> signal.events().length)
            .sum();
    // Four deviations of a binomial of 800 either way.
    assertEquals(160, events, 45);
  }

  @Test
  void theFramesAfterAnEventAreMarked() {
    Whistles.Signal quiet = new Whistles.Signal(new double[0], new double[0][], new int[0]);
    Whistles.Signal late =
        new Whistles.Signal(new double[0], new double[0][], new int[] {3, Whistles.FRAMES - 1});
    Matrix targets = Whistles.targets(List.of(quiet, late), Precision.DOUBLE);
    for (int t = 0; t < Whistles.FRAMES; t++) {
      boolean marked = t >= 3 && t < 3 + Whistles.MARKED || t == Whistles.FRAMES - 1;
      assertEquals(0, targets.get(2 * t, 0), "frame " + t);
      assertEquals(marked ? 1 : 0, targets.get(2 * t + 1, 0), "frame " + t);
    }
  }

  @Test
  void framesStandStepAfterStep() {
    List<Whistles.Signal> signals = signals(10, 1);
    Matrix rows = Whistles.frames(Tape.off(), signals, Precision.DOUBLE).rows().matrix();
    assertEquals(signals.get(2).frames()[7][5], rows.get(7 * 4 + 2, 5));
  }

  @Test
  void aDetectorThatSaysNothingMissesEverything() {
    Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
    FrameDetector detector = FrameDetector.forwards(Lstm.of(32, 2, init), 1, 1, init);
    detector.readout().weights().matrix().fill(0);
    detector.readout().bias().matrix().fill(-1);
    List<Whistles.Signal> signals = Whistles.draw(10, 10, 10, new SplittableRandom(2));
    int events = signals.stream().mapToInt(signal -> signal.events().length).sum();
    assertEquals(
        new Detections(0, 0, events), Whistles.listen(detector, signals, Precision.DOUBLE));
  }

  private static Whistles.Signal silent(int... events) {
    return new Whistles.Signal(new double[0], new double[0][], events);
  }

  @Test
  void marksMayComeBeforeTheEndAndAreCutOffAtTheBorders() {
    List<Whistles.Signal> signals = List.of(silent(2, 60, Whistles.FRAMES - 1));
    Matrix early = Whistles.targets(signals, -4, Precision.DOUBLE);
    int[] marked = {0, 1, 2, 56, 57, 58, 59, 60, Whistles.FRAMES - 5, Whistles.FRAMES - 1};
    for (int t : marked) {
      assertEquals(1, early.get(t, 0), "frame " + t);
    }
    assertEquals(3 + 5 + 5, Arrays.stream(early.toArray()).mapToDouble(row -> row[0]).sum());
  }

  @Test
  void detectionsAreWantedLaterAndEventsBeyondTheEndDoNotCount() {
    double[][] probabilities = new double[1][Whistles.FRAMES];
    probabilities[0][30] = 0.4;
    List<Whistles.Signal> signals = List.of(silent(20, Whistles.FRAMES - 2));
    assertEquals(new Detections(1, 0, 0), Whistles.found(probabilities, signals, 0.3, 10));
    assertEquals(new Detections(0, 0, 1), Whistles.found(probabilities, signals, 0.5, 10));
    assertEquals(new Detections(0, 1, 2), Whistles.found(probabilities, signals, 0.3, 0));
  }

  @Test
  void latenessIsCountedFromTheEvent() {
    double[][] probabilities = new double[2][Whistles.FRAMES];
    probabilities[0][31] = 1;
    probabilities[1][47] = 1;
    List<Whistles.Signal> signals = List.of(silent(20), silent(40, 90));
    // Wanted at 30 and 50: one comes 11 after its event, the other 7.
    assertEquals(9, Whistles.lateness(probabilities, signals, 0.5, 10));
    assertEquals(Double.NaN, Whistles.lateness(probabilities, signals, 2, 10));
  }

  @Test
  void oneWhistleEndsWhereItShould() {
    Whistles.Signal one = Whistles.one(600, 2, 0.25, 60, new SplittableRandom(1));
    int end = one.events()[0];
    // 1200 Hz lies in band 9, and after the end there is noise alone, 60 dB below.
    assertEquals(9, loudest(one.frames()[end - 2]));
    assertTrue(one.frames()[end - 2][9] > one.frames()[end + 2][9] + 3);
  }

  @Test
  void aWhistleAboveHalfTheRateIsRefused() {
    assertEquals(
        "no whistle of 0.25 s from 2500.0 Hz to 2.0 times that can be made",
        assertThrows(
                IllegalArgumentException.class,
                () -> Whistles.one(2500, 2, 0.25, 10, new SplittableRandom(1)))
            .getMessage());
  }

  @Test
  void aWhistleLongerThanASecondIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Whistles.one(500, 2, 1.1, 10, new SplittableRandom(1)));
  }
}

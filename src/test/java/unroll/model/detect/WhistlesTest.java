package unroll.model.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
}

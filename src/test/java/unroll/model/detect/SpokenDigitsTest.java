package unroll.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpokenDigitsTest {
  /** Ten "digits" of one voice: tones, each with its own pitch. */
  private static SpokenDigits tones() {
    List<List<double[]>> recordings = new ArrayList<>();
    for (int digit = 0; digit < 10; digit++) {
      double[] tone = new double[3000];
      for (int n = 0; n < tone.length; n++) {
        tone[n] = Math.sin(2 * Math.PI * (310 + 250 * digit) * n / Whistles.RATE);
      }
      recordings.add(List.of(Whistles.asLoudAsAWhistle(tone)));
    }
    return new SpokenDigits(recordings);
  }

  private static List<Whistles.Signal> signals() {
    return tones().draw(60, 60, 60, new SplittableRandom(3));
  }

  @Test
  void anEventIsWhereASevenEnds() {
    for (Whistles.Signal signal : signals()) {
      for (int event : signal.events()) {
        double[] before = signal.frames()[event - 3];
        int loudest = 0;
        for (int band = 1; band < before.length; band++) {
          loudest = before[band] > before[loudest] ? band : loudest;
        }
        // 310 + 7 * 250 = 2060 Hz
        assertEquals(16, loudest);
      }
    }
  }

  @Test
  void aboutFourOfTenDigitsAreSevens() {
    int events = signals().stream().mapToInt(signal -> signal.events().length).sum();
    // 1/3 + 2/3 * 1/10 of 180, four deviations either way.
    assertEquals(72, events, 26);
  }

  @Test
  void aWordHasThePowerOfAWhistle() {
    double[] word = tones().recordings().get(0).get(0);
    assertEquals(1 / 32.0, Arrays.stream(word).map(x -> x * x).average().orElseThrow(), 1e-12);
  }
}

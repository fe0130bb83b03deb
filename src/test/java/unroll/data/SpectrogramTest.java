package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpectrogramTest {
  private static final double ROUNDING = 1e-9;
  private static final Spectrogram HEARING = new Spectrogram(64, 32, 8);

  private static double[] sine(int samples, double cyclesPerWindow) {
    double[] signal = new double[samples];
    for (int i = 0; i < samples; i++) {
      signal[i] = Math.sin(2 * Math.PI * cyclesPerWindow * i / 64);
    }
    return signal;
  }

  @Test
  void aSineIsLoudInItsOwnBandOnly() {
    // Cycle 14 of 0 to 32 lies in the middle of band 3: cycles 12 to 15.
    double[] frame = HEARING.of(sine(64, 13.5))[0];
    for (int band = 0; band < 8; band++) {
      assertEquals(band == 3, frame[band] > -1, band + ": " + frame[band]);
    }
  }

  @Test
  void aSineOfAmplitudeOneHasPowerOne() {
    // log(1 + FLOOR): the window spreads it over three bins, all in the band.
    assertEquals(Math.log(1 + 1e-6), HEARING.of(sine(64, 14))[0][3], ROUNDING);
  }

  @Test
  void silenceIsTheFloor() {
    assertEquals(Math.log(1e-6), HEARING.of(new double[64])[0][5], ROUNDING);
  }

  @Test
  void powersAreThoseOfTheFourierSum() {
    SplittableRandom random = new SplittableRandom(3);
    double[] signal = random.doubles(16, -1, 1).toArray();
    double[] frame = new Spectrogram(16, 4, 8).of(signal)[0];
    for (int k = 0; k < 8; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < 16; i++) {
        double x = signal[i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / 16));
        re += x * Math.cos(2 * Math.PI * k * i / 16);
        im += x * Math.sin(2 * Math.PI * k * i / 16);
      }
      assertEquals(Math.log(1e-6 + (re * re + im * im) / 24), frame[k], ROUNDING);
    }
  }

  @Test
  void framesStartEveryHop() {
    double[] signal = new double[200];
    Arrays.fill(signal, 64, 200, 0.5);
    double[][] frames = HEARING.of(signal);
    assertEquals(5, frames.length);
    assertEquals(Math.log(1e-6), frames[0][0], ROUNDING);
    assertEquals(frames[3][0], frames[4][0], ROUNDING);
  }

  @Test
  void aSignalShorterThanAWindowHasNoFrame() {
    assertEquals(0, HEARING.of(new double[63]).length);
  }

  @Test
  void aWindowOfAnotherSizeIsRefused() {
    assertEquals(
        "a window has a power of 2 samples, not 100",
        assertThrows(IllegalArgumentException.class, () -> new Spectrogram(100, 50, 8))
            .getMessage());
  }

  @Test
  void moreBandsThanFrequenciesAreRefused() {
    assertEquals(
        "a hop of 32 samples or 33 bands do not suit a window of 64 samples",
        assertThrows(IllegalArgumentException.class, () -> new Spectrogram(64, 32, 33))
            .getMessage());
  }
}

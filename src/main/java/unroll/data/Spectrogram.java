package unroll.data;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Turns sound into frames: how much power each band of frequencies has at each moment.
 *
 * <p>Every {@code hop} samples a Hann window of {@code window} samples is cut out and transformed;
 * the squares of its magnitudes are averaged over {@code bands} bands of equal width, from 0 to
 * half the sample rate, and their logarithm is taken.
 *
 * @param window samples, a power of 2
 * @param hop samples from frame to frame, at least 1
 * @param bands at most half a window
 */
public record Spectrogram(int window, int hop, int bands) {
  /** What silence counts as, so that its logarithm is finite: 60 dB below a full-scale band. */
  private static final double FLOOR = 1e-6;

  /**
   * Checks the sizes.
   *
   * @param window samples, a power of 2
   * @param hop samples from frame to frame, at least 1
   * @param bands at most half a window
   * @throws IllegalArgumentException if a size is out of range
   */
  public Spectrogram {
    if (window < 2 || Integer.bitCount(window) != 1) {
      throw new IllegalArgumentException("a window has a power of 2 samples, not " + window);
    }
    if (hop < 1 || bands < 1 || bands > window / 2) {
      throw new IllegalArgumentException(
          "a hop of "
              + hop
              + " samples or "
              + bands
              + " bands do not suit a window of "
              + window
              + " samples");
    }
  }

  /**
   * Counts frames.
   *
   * @param samples of a signal
   * @return how many whole windows there are, at least 0
   */
  public int frames(int samples) {
    return samples < window ? 0 : 1 + (samples - window) / hop;
  }

  /**
   * Computes the frames of a signal.
   *
   * @param signal samples from -1 to 1. Not modified.
   * @return frames x bands: natural logarithms of powers; a sine of amplitude 1 within one band has
   *     about 0 there, silence about -14
   */
  public double[][] of(double[] signal) {
    double[][] frames = new double[frames(signal.length)][bands];
    double[][] complex = new double[2][window];
    for (int f = 0; f < frames.length; f++) {
      Arrays.fill(complex[1], 0);
      for (int i = 0; i < window; i++) {
        double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window);
        complex[0][i] = hann * signal[f * hop + i];
      }
      FastFourierTransformer.transformInPlace(
          complex, DftNormalization.STANDARD, TransformType.FORWARD);
      for (int band = 0; band < bands; band++) {
        frames[f][band] = Math.log(FLOOR + power(complex, band));
      }
    }
    return frames;
  }

  /** The power in a band, as a share of that of a sine of amplitude 1. */
  private double power(double[][] complex, int band) {
    int from = band * (window / 2) / bands;
    int to = (band + 1) * (window / 2) / bands;
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += complex[0][k] * complex[0][k] + complex[1][k] * complex[1][k];
    }
    // A windowed sine of amplitude 1 has 3/8 of window^2 / 4 in its bins together.
    return sum / (window * (double) window * 3 / 32);
  }
}

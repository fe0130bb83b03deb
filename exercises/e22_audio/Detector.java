package e22_audio;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * What stands around the network of a trigger detector: three tasks, to be checked with {@code
 * unroll check 22-audio}.
 *
 * <p>{@code m.get(row, j)} is an entry; {@code m.get(n)} is one too, counted row by row. At the end
 * stand the Fourier sum and other small things; {@link Arrays#stream(double[], int, int)} takes a
 * mean.
 */
public class Detector implements TriggerDetector {
  @Override
  public DMatrixRMaj frames(DMatrixRMaj samples, Framing framing) {
    throw new UnsupportedOperationException(
        "Task 1 of 22-audio is yours to write: frames of log power");
  }

  @Override
  public Loss loss(DMatrixRMaj logits, DMatrixRMaj targets, boolean[] counts, double weight) {
    throw new UnsupportedOperationException(
        "Task 2 of 22-audio is yours to write: the loss of frames and its gradient");
  }

  @Override
  public Score score(DMatrixRMaj probabilities, int[] events, Rule rule) {
    throw new UnsupportedOperationException(
        "Task 3 of 22-audio is yours to write: detections and their score");
  }

  /** The powers |X_k|^2 of the first half of the frequencies of some samples, windowed already. */
  static double[] powers(double[] cut) {
    double[] powers = new double[cut.length / 2];
    for (int k = 0; k < powers.length; k++) {
      double cosines = 0;
      double sines = 0;
      for (int n = 0; n < cut.length; n++) {
        cosines += cut[n] * Math.cos(2 * Math.PI * k * n / cut.length);
        sines += cut[n] * Math.sin(2 * Math.PI * k * n / cut.length);
      }
      powers[k] = cosines * cosines + sines * sines;
    }
    return powers;
  }

  /** ln(1 + exp(a)), for a of any size. */
  static double softplus(double a) {
    return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
  }

  /** How many are true. */
  static int number(boolean[] counts) {
    int number = 0;
    for (boolean count : counts) {
      number += count ? 1 : 0;
    }
    return number;
  }

  /** The first event that is near enough to a frame and not taken yet, or -1. */
  static int free(int frame, int[] events, boolean[] taken, int tolerance) {
    for (int n = 0; n < events.length; n++) {
      if (!taken[n] && Math.abs(frame - events[n]) <= tolerance) {
        return n;
      }
    }
    return -1;
  }
}

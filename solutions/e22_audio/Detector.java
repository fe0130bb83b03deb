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
    // BEGIN SOLUTION 1
    int size = framing.window();
    int hop = framing.hop();
    int width = size / 2 / framing.bands();
    int steps = Math.max(0, (samples.numCols - size + hop) / hop);
    DMatrixRMaj frames = new DMatrixRMaj(steps, framing.bands());
    double[] cut = new double[size];
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < size; n++) {
        cut[n] = (0.5 - 0.5 * Math.cos(2 * Math.PI * n / size)) * samples.get(t * hop + n);
      }
      double[] power = powers(cut);
      for (int j = 0; j < framing.bands(); j++) {
        double mean = Arrays.stream(power, j * width, (j + 1) * width).average().getAsDouble();
        frames.set(t, j, Math.log(framing.floor() + mean));
      }
    }
    return frames;
    // END SOLUTION 1
  }

  @Override
  public Loss loss(DMatrixRMaj logits, DMatrixRMaj targets, boolean[] counts, double weight) {
    // BEGIN SOLUTION 2
    double counted = number(counts);
    DMatrixRMaj gradient = logits.createLike();
    double nats = 0;
    for (int t = 0; t < counts.length; t++) {
      for (int k = 0; counts[t] && k < logits.numCols; k++) {
        double a = logits.get(t, k);
        double yes = weight * targets.get(t, k);
        double no = 1 - targets.get(t, k);
        double p = 1 / (1 + Math.exp(-a));
        nats += (yes * softplus(-a) + no * softplus(a)) / counted;
        gradient.set(t, k, (no * p - yes * (1 - p)) / counted);
      }
    }
    return new Loss(nats, gradient);
    // END SOLUTION 2
  }

  @Override
  public Score score(DMatrixRMaj probabilities, int[] events, Rule rule) {
    // BEGIN SOLUTION 3
    boolean[] taken = new boolean[events.length];
    int hits = 0;
    int falseAlarms = 0;
    int loud = -1 - rule.quiet();
    for (int t = 0; t < probabilities.numCols; t++) {
      if (probabilities.get(t) >= rule.threshold()) {
        if (t - loud > rule.quiet()) {
          int near = free(t, events, taken, rule.tolerance());
          if (near < 0) {
            falseAlarms++;
          } else {
            taken[near] = true;
            hits++;
          }
        }
        loud = t;
      }
    }
    int misses = events.length - hits;
    int all = 2 * hits + falseAlarms + misses;
    return new Score(hits, falseAlarms, misses, all == 0 ? 1 : 2.0 * hits / all);
    // END SOLUTION 3
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

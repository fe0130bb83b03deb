package e22_audio;

import e22_audio.TriggerDetector.Framing;
import e22_audio.TriggerDetector.Rule;
import e22_audio.TriggerDetector.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by other ways: powers by Goertzel's recursion, the loss from probabilities and
 * its slope by tanh, detections by a pattern over text, hits by the best matching there is.
 */
final class AudioOracle {
  private AudioOracle() {}

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, random.nextGaussian());
    }
    return m;
  }

  static DMatrixRMaj frames(DMatrixRMaj samples, Framing framing) {
    List<double[]> rows = new ArrayList<>();
    int size = framing.window();
    for (int from = 0; from + size <= samples.numCols; from += framing.hop()) {
      double[] row = new double[framing.bands()];
      for (int k = 0; k < size / 2; k++) {
        row[k * framing.bands() * 2 / size] += goertzel(samples, from, size, k);
      }
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.log(framing.floor() + row[j] * 2 * framing.bands() / size);
      }
      rows.add(row);
    }
    DMatrixRMaj frames = new DMatrixRMaj(rows.size(), framing.bands());
    for (int t = 0; t < rows.size(); t++) {
      for (int j = 0; j < framing.bands(); j++) {
        frames.set(t, j, rows.get(t)[j]);
      }
    }
    return frames;
  }

  private static double goertzel(DMatrixRMaj samples, int from, int size, int k) {
    double turn = 2 * Math.cos(2 * Math.PI * k / size);
    double one = 0;
    double two = 0;
    for (int n = 0; n < size; n++) {
      double root = Math.sin(Math.PI * n / size);
      double next = root * root * samples.get(from + n) + turn * one - two;
      two = one;
      one = next;
    }
    return one * one + two * two - turn * one * two;
  }

  /** In nats; for logits that are not large. */
  static double nats(DMatrixRMaj logits, DMatrixRMaj targets, boolean[] counts, double weight) {
    double sum = 0;
    int counted = 0;
    for (int t = 0; t < counts.length; t++) {
      counted += counts[t] ? 1 : 0;
      for (int k = 0; k < logits.numCols; k++) {
        double p = (1 + Math.tanh(logits.get(t, k) / 2)) / 2;
        boolean yes = targets.get(t, k) == 1;
        sum += counts[t] ? yes ? -weight * Math.log(p) : -Math.log(1 - p) : 0;
      }
    }
    return sum / counted;
  }

  static DMatrixRMaj gradient(
      DMatrixRMaj logits, DMatrixRMaj targets, boolean[] counts, double weight) {
    DMatrixRMaj gradient = logits.createLike();
    int counted = 0;
    for (boolean count : counts) {
      counted += count ? 1 : 0;
    }
    for (int t = 0; t < counts.length; t++) {
      for (int k = 0; k < logits.numCols; k++) {
        double p = (1 + Math.tanh(logits.get(t, k) / 2)) / 2;
        double slope = targets.get(t, k) == 1 ? weight * (p - 1) : p;
        gradient.set(t, k, counts[t] ? slope / counted : 0);
      }
    }
    return gradient;
  }

  static Score score(DMatrixRMaj probabilities, int[] events, Rule rule) {
    StringBuilder signs = new StringBuilder();
    for (int t = 0; t < probabilities.numCols; t++) {
      signs.append(probabilities.get(t) < rule.threshold() ? '.' : '#');
    }
    String pause = rule.quiet() == 1 ? "" : "(\\.{1," + (rule.quiet() - 1) + "}#+)*";
    Matcher sounds = Pattern.compile("#+" + pause).matcher(signs);
    List<Integer> detected = new ArrayList<>();
    while (sounds.find()) {
      detected.add(sounds.start());
    }
    int[] owner = new int[events.length];
    java.util.Arrays.fill(owner, -1);
    int hits = 0;
    for (int d = 0; d < detected.size(); d++) {
      hits += place(d, detected, events, rule, owner, new boolean[events.length]) ? 1 : 0;
    }
    int alarms = detected.size() - hits;
    int misses = events.length - hits;
    double precision = detected.isEmpty() ? 1 : (double) hits / detected.size();
    double recall = events.length == 0 ? 1 : (double) hits / events.length;
    double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    boolean some = hits + alarms + misses > 0;
    return new Score(hits, alarms, misses, some && hits == 0 ? 0 : f1);
  }

  /** Kuhn's augmenting paths: a detection takes an event, and who had it looks for another. */
  private static boolean place(
      int d, List<Integer> detected, int[] events, Rule rule, int[] owner, boolean[] asked) {
    for (int e = 0; e < events.length; e++) {
      if (!asked[e] && Math.abs(events[e] - detected.get(d)) <= rule.tolerance()) {
        asked[e] = true;
        if (owner[e] < 0 || place(owner[e], detected, events, rule, owner, asked)) {
          owner[e] = d;
          return true;
        }
      }
    }
    return false;
  }
}

package e21_captions;

import e21_captions.VectorToSequence.Decoder;
import e21_captions.VectorToSequence.Said;
import e21_captions.VectorToSequence.Weights;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by another way: one entry at a time, asked backwards in time, and chances as one
 * over the sum of how much likelier the others are.
 */
final class CaptionsOracle {
  private CaptionsOracle() {}

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.7 * random.nextGaussian());
    }
    return m;
  }

  static Weights weights(Random random, int image, int word, int hidden, int vocabulary) {
    return new Weights(
        gaussian(random, image, hidden),
        gaussian(random, 1, hidden),
        gaussian(random, vocabulary, word),
        gaussian(random, word, hidden),
        gaussian(random, hidden, hidden),
        gaussian(random, 1, hidden),
        gaussian(random, hidden, vocabulary),
        gaussian(random, 1, vocabulary));
  }

  static int[][] words(Random random, int steps, int batch, int vocabulary) {
    int[][] words = new int[steps][batch];
    for (int[] step : words) {
      for (int b = 0; b < batch; b++) {
        step[b] = random.nextInt(vocabulary);
      }
    }
    return words;
  }

  /** Sentences that end anywhere; one has no word at all where there are several. */
  static int[][] ragged(Random random, int steps, int batch, int vocabulary) {
    int[][] targets = words(random, steps, batch, vocabulary);
    for (int b = 0; b < batch; b++) {
      int from = b == 1 ? 0 : 1 + random.nextInt(steps);
      for (int t = from; t < steps; t++) {
        targets[t][b] = -1;
      }
    }
    return targets;
  }

  /** One unit of one state; what is before it is asked for again. */
  static double state(Weights weights, DMatrixRMaj images, int[][] inputs, int b, int t, int unit) {
    double a = t == 0 ? weights.bi().get(0, unit) : weights.b().get(0, unit);
    if (t == 0) {
      for (int i = 0; i < images.numCols; i++) {
        a += images.get(b, i) * weights.wi().get(i, unit);
      }
    } else {
      for (int e = 0; e < weights.wx().numRows; e++) {
        a += weights.words().get(inputs[t - 1][b], e) * weights.wx().get(e, unit);
      }
      for (int j = 0; j < weights.wh().numRows; j++) {
        a += state(weights, images, inputs, b, t - 1, j) * weights.wh().get(j, unit);
      }
    }
    return (Math.exp(a) - Math.exp(-a)) / (Math.exp(a) + Math.exp(-a));
  }

  static double logit(Weights weights, DMatrixRMaj images, int[][] inputs, int b, int t, int word) {
    double o = weights.c().get(0, word);
    for (int j = 0; j < weights.v().numRows; j++) {
      o += state(weights, images, inputs, b, t, j) * weights.v().get(j, word);
    }
    return o;
  }

  private static double chance(DMatrixRMaj logits, int row, int word) {
    double others = 0;
    for (int k = 0; k < logits.numCols; k++) {
      others += Math.exp(logits.get(row, k) - logits.get(row, word));
    }
    return 1 / others;
  }

  private static int count(int[][] targets) {
    int count = 0;
    for (int[] step : targets) {
      for (int word : step) {
        count += word < 0 ? 0 : 1;
      }
    }
    return count;
  }

  static double nats(List<DMatrixRMaj> logits, int[][] targets) {
    double product = 0;
    for (int t = 0; t < targets.length; t++) {
      for (int b = 0; b < targets[t].length; b++) {
        product += targets[t][b] < 0 ? 0 : Math.log(chance(logits.get(t), b, targets[t][b]));
      }
    }
    return -product / count(targets);
  }

  static DMatrixRMaj gradient(List<DMatrixRMaj> logits, int[][] targets, int t) {
    DMatrixRMaj gradient = logits.get(t).createLike();
    for (int b = 0; b < gradient.numRows; b++) {
      for (int k = 0; k < gradient.numCols; k++) {
        double truth = k == targets[t][b] ? 1 : 0;
        double blame = targets[t][b] < 0 ? 0 : chance(logits.get(t), b, k) - truth;
        gradient.set(b, k, blame / count(targets));
      }
    }
    return gradient;
  }

  /** A state is the script's number and how many words were read; who reads wrongly is misled. */
  static Decoder reciting(int[][] scripts, int begin, int vocabulary) {
    return (words, state) -> {
      DMatrixRMaj after = state.copy();
      DMatrixRMaj logits = new DMatrixRMaj(words.length, vocabulary);
      for (int row = 0; row < words.length; row++) {
        int t = (int) state.get(row, 1);
        int[] script = scripts[(int) state.get(row, 0)];
        int expected = t == 0 ? begin : script[Math.min(t, script.length) - 1];
        int shift = Math.floorMod(words[row] - expected, vocabulary);
        int next = (script[Math.min(t, script.length - 1)] + shift) % vocabulary;
        for (int k = 0; k < vocabulary; k++) {
          logits.set(row, k, k == next ? -1 : -2 - 0.01 * k);
        }
        after.set(row, 1, t + 1);
      }
      return new Said(after, logits);
    };
  }
}

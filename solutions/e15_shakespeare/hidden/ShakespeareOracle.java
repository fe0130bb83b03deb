package e15_shakespeare;

import e15_shakespeare.PlayReader.Weights;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;

/**
 * The answers by another way: prediction by prediction instead of window by window, lane by lane
 * instead of all at once, and the gradient forwards, each number carrying its derivative along.
 */
final class ShakespeareOracle {
  private ShakespeareOracle() {}

  static Weights weights(Random random, int classes, int hidden) {
    return new Weights(
        gaussian(random, classes, hidden),
        gaussian(random, hidden, hidden),
        gaussian(random, 1, hidden),
        gaussian(random, hidden, classes),
        gaussian(random, 1, classes));
  }

  private static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.7 * random.nextGaussian());
    }
    return m;
  }

  static int[] text(Random random, int length, int classes) {
    return random.ints(length, 0, classes).toArray();
  }

  private static int laneLength(int characters, int lanes) {
    return (int) Math.ceil((characters - 1) / (double) lanes);
  }

  static int windows(int characters, int lanes, int steps) {
    return (int) Math.ceil(laneLength(characters, lanes) / (double) steps);
  }

  /** Each prediction finds its own place: lane, window, step. */
  static DMatrixRMaj window(int[] text, int lanes, int steps, int index, boolean targets) {
    DMatrixRMaj window = new DMatrixRMaj(steps, lanes);
    if (targets) {
      window.fill(PlayReader.MASKED);
    }
    int length = laneLength(text.length, lanes);
    for (int place = 0; place + 1 < text.length; place++) {
      int inLane = place % length;
      if (inLane / steps == index) {
        window.set(inLane % steps, place / length, text[targets ? place + 1 : place]);
      }
    }
    return window;
  }

  /** The mean loss, its derivative along a direction, and the last states. */
  record Slope(double loss, double along, DMatrixRMaj last) {}

  static Slope slope(Weights w, Weights direction, int[] text, int lanes, int steps) {
    int hidden = w.wh().numRows;
    int length = laneLength(text.length, lanes);
    int all = windows(text.length, lanes, steps) * steps;
    DMatrixRMaj last = new DMatrixRMaj(lanes, hidden);
    double loss = 0;
    double along = 0;
    for (int lane = 0; lane < lanes; lane++) {
      double[] h = new double[hidden];
      double[] dh = new double[hidden];
      for (int step = 0; step < all; step++) {
        int place = lane * length + step;
        boolean counts = step < length && place + 1 < text.length;
        int read = counts ? text[place] : 0;
        if (step % steps == 0) {
          dh = new double[hidden];
        }
        double[] next = new double[hidden];
        double[] dNext = new double[hidden];
        for (int j = 0; j < hidden; j++) {
          double a = w.b().get(j) + w.wx().get(read, j);
          double da = direction.b().get(j) + direction.wx().get(read, j);
          for (int i = 0; i < hidden; i++) {
            a += h[i] * w.wh().get(i, j);
            da += dh[i] * w.wh().get(i, j) + h[i] * direction.wh().get(i, j);
          }
          next[j] = Math.tanh(a);
          dNext[j] = da / (Math.cosh(a) * Math.cosh(a));
        }
        h = next;
        dh = dNext;
        if (counts) {
          double[] surprise = surprise(w, direction, h, dh, text[place + 1]);
          loss += surprise[0];
          along += surprise[1];
        }
      }
      for (int j = 0; j < hidden; j++) {
        last.set(lane, j, h[j]);
      }
    }
    return new Slope(loss / (text.length - 1), along / (text.length - 1), last);
  }

  private static double[] surprise(
      Weights w, Weights direction, double[] h, double[] dh, int target) {
    double total = 0;
    double dTotal = 0;
    double[] of = null;
    for (int k = 0; k < w.c().numCols; k++) {
      double o = w.c().get(k);
      double along = direction.c().get(k);
      for (int j = 0; j < h.length; j++) {
        o += h[j] * w.wo().get(j, k);
        along += dh[j] * w.wo().get(j, k) + h[j] * direction.wo().get(j, k);
      }
      total += Math.exp(o);
      dTotal += Math.exp(o) * along;
      of = k == target ? new double[] {o, along} : of;
    }
    return new double[] {Math.log(total) - of[0], dTotal / total - of[1]};
  }

  /** The derivative by each entry of one parameter, 0 wh, 1 wx, 2 b, 3 wo, 4 c. */
  static DMatrixRMaj gradient(Weights w, int which, int[] text, int lanes, int steps) {
    Weights direction =
        new Weights(
            w.wx().createLike(),
            w.wh().createLike(),
            w.b().createLike(),
            w.wo().createLike(),
            w.c().createLike());
    DMatrixRMaj part = parts(direction).get(which);
    DMatrixRMaj gradient = part.createLike();
    for (int i = 0; i < part.getNumElements(); i++) {
      part.set(i, 1);
      gradient.set(i, slope(w, direction, text, lanes, steps).along());
      part.set(i, 0);
    }
    return gradient;
  }

  static List<DMatrixRMaj> parts(Weights w) {
    return List.of(w.wh(), w.wx(), w.b(), w.wo(), w.c());
  }

  static double knownWords(String sample, String training) {
    TreeSet<String> dictionary = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Matcher word = Pattern.compile("[A-Za-z']+").matcher(training);
    while (word.find()) {
      dictionary.add(word.group());
    }
    double known = 0;
    double all = 0;
    word = word.reset(sample);
    while (word.find()) {
      known += dictionary.contains(word.group()) ? 1 : 0;
      all++;
    }
    return known / all;
  }

  static double commas(String sample) {
    return 100.0 * (sample.length() - sample.replace(",", "").length()) / sample.length();
  }

  static double memorised(String sample, String training, int run) {
    double marked = 0;
    for (int i = 0; i < sample.length(); i++) {
      boolean found = false;
      for (int from = Math.max(0, i - run + 1); from <= i; from++) {
        int to = from + run;
        found |= to <= sample.length() && training.indexOf(sample.substring(from, to)) >= 0;
      }
      marked += found ? 1 : 0;
    }
    return marked / sample.length();
  }
}

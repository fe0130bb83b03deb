package e14_hello;

import e14_hello.Speller.Weights;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by another way: every number carries its derivative by one parameter along, so
 * that nothing goes back through time, and shares are compared pair by pair.
 */
final class HelloOracle {
  private HelloOracle() {}

  /** Random weights, small enough that the states do not saturate. */
  static Weights weights(Random random, int characters, int units) {
    return new Weights(
        gaussian(random, characters, units),
        gaussian(random, units, units),
        gaussian(random, 1, units),
        gaussian(random, units, characters),
        gaussian(random, 1, characters));
  }

  private static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.7 * random.nextGaussian());
    }
    return m;
  }

  static Weights copy(Weights w) {
    return new Weights(w.wx().copy(), w.wh().copy(), w.b().copy(), w.wo().copy(), w.c().copy());
  }

  /** Trains the weights that are given and returns the losses. */
  static double[] train(Weights w, int[] word, double rate, int steps) {
    List<DMatrixRMaj> all = List.of(w.wx(), w.wh(), w.b(), w.wo(), w.c());
    double[] losses = new double[steps];
    for (int step = 0; step < steps; step++) {
      Weights old = copy(w);
      List<DMatrixRMaj> before = List.of(old.wx(), old.wh(), old.b(), old.wo(), old.c());
      losses[step] = loss(old, word, null, -1)[0];
      for (int m = 0; m < all.size(); m++) {
        for (int entry = 0; entry < all.get(m).getNumElements(); entry++) {
          double slope = loss(old, word, before.get(m), entry)[1];
          all.get(m).set(entry, before.get(m).get(entry) - rate * slope);
        }
      }
    }
    return losses;
  }

  /** The mean loss, and its derivative by one entry of one of the matrices. */
  private static double[] loss(Weights w, int[] word, DMatrixRMaj moved, int entry) {
    int units = w.wh().numRows;
    double[] h = new double[units];
    double[] dh = new double[units];
    double[] mean = new double[2];
    for (int t = 0; t + 1 < word.length; t++) {
      double[] next = new double[units];
      double[] moves = new double[units];
      for (int j = 0; j < units; j++) {
        double a = w.wx().get(word[t], j) + w.b().get(j);
        double da = one(w.wx(), word[t], j, moved, entry) + one(w.b(), 0, j, moved, entry);
        for (int k = 0; k < units; k++) {
          a += h[k] * w.wh().get(k, j);
          da += dh[k] * w.wh().get(k, j) + h[k] * one(w.wh(), k, j, moved, entry);
        }
        next[j] = Math.tanh(a);
        moves[j] = da / (Math.cosh(a) * Math.cosh(a));
      }
      h = next;
      dh = moves;
      double[][] o = logits(w, h, dh, moved, entry);
      double others = 0;
      double slope = 0;
      for (double[] other : o) {
        double odds = Math.exp(other[0] - o[word[t + 1]][0]);
        others += odds;
        slope += odds * (other[1] - o[word[t + 1]][1]);
      }
      mean[0] += Math.log(others) / (word.length - 1);
      mean[1] += slope / others / (word.length - 1);
    }
    return mean;
  }

  private static double[][] logits(
      Weights w, double[] h, double[] dh, DMatrixRMaj moved, int entry) {
    double[][] o = new double[w.c().numCols][2];
    for (int k = 0; k < o.length; k++) {
      o[k][0] = w.c().get(k);
      o[k][1] = one(w.c(), 0, k, moved, entry);
      for (int j = 0; j < h.length; j++) {
        o[k][0] += h[j] * w.wo().get(j, k);
        o[k][1] += dh[j] * w.wo().get(j, k) + h[j] * one(w.wo(), j, k, moved, entry);
      }
    }
    return o;
  }

  private static double one(DMatrixRMaj m, int row, int column, DMatrixRMaj moved, int entry) {
    return m == moved && row * m.numCols + column == entry ? 1 : 0;
  }

  /** Each share as one over the sum of its odds against all. */
  static double[] probabilities(double[] logits, double temperature) {
    double[] p = new double[logits.length];
    for (int k = 0; k < p.length; k++) {
      double odds = 0;
      for (double other : logits) {
        odds += Math.exp((other - logits[k]) / temperature);
      }
      p[k] = 1 / odds;
    }
    return p;
  }

  static int[] write(Weights w, int first, double temperature, double[] draws) {
    int[] written = new int[draws.length];
    double[] h = new double[w.wh().numRows];
    for (int n = 0; n < draws.length; n++) {
      int read = n == 0 ? first : written[n - 1];
      double[] next = new double[h.length];
      for (int j = 0; j < h.length; j++) {
        double a = w.wx().get(read, j) + w.b().get(j);
        for (int k = 0; k < h.length; k++) {
          a += h[k] * w.wh().get(k, j);
        }
        next[j] = Math.tanh(a);
      }
      h = next;
      double[][] o = logits(w, h, new double[h.length], null, -1);
      double[] logits = new double[o.length];
      for (int k = 0; k < o.length; k++) {
        logits[k] = o[k][0];
      }
      double[] p = probabilities(logits, temperature);
      double below = 0;
      for (int k = 0; k < p.length; k++) {
        if (below <= draws[n]) {
          written[n] = k;
        }
        below += p[k];
      }
    }
    return written;
  }
}

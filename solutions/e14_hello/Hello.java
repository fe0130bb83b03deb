package e14_hello;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Learning a word and writing it: three tasks, to be checked with {@code unroll check 14-hello}.
 *
 * <p>The network and its way back are given below (you wrote them in 02-elman and 04-bptt): {@link
 * #addGradients}, {@link #zeros}, {@link #state} and {@link #logits}. {@code
 * CommonOps_DDRM.addEquals(a, f, b)} adds f times b to a ({@link CommonOps_DDRM#addEquals}); {@code
 * Arrays.copyOfRange(word, from, to)} is a part of an array ({@link Arrays#copyOfRange}).
 */
public class Hello implements Speller {
  @Override
  public double[] train(Weights weights, int[] word, double rate, int steps) {
    // BEGIN SOLUTION 1
    int[] read = Arrays.copyOfRange(word, 0, word.length - 1);
    int[] wanted = Arrays.copyOfRange(word, 1, word.length);
    double[] losses = new double[steps];
    for (int step = 0; step < steps; step++) {
      Weights gradient = zeros(weights);
      losses[step] = addGradients(weights, read, wanted, gradient);
      CommonOps_DDRM.addEquals(weights.wx(), -rate, gradient.wx());
      CommonOps_DDRM.addEquals(weights.wh(), -rate, gradient.wh());
      CommonOps_DDRM.addEquals(weights.b(), -rate, gradient.b());
      CommonOps_DDRM.addEquals(weights.wo(), -rate, gradient.wo());
      CommonOps_DDRM.addEquals(weights.c(), -rate, gradient.c());
    }
    return losses;
    // END SOLUTION 1
  }

  @Override
  public double[] probabilities(double[] logits, double temperature) {
    // BEGIN SOLUTION 2
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    double[] p = new double[logits.length];
    p[best] = 1;
    double total = 1;
    for (int k = 0; k < p.length && temperature > 0; k++) {
      if (k != best) {
        p[k] = Math.exp((logits[k] - logits[best]) / temperature);
        total += p[k];
      }
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= total;
    }
    return p;
    // END SOLUTION 2
  }

  @Override
  public int[] write(Weights weights, int first, double temperature, double[] draws) {
    // BEGIN SOLUTION 3
    int[] written = new int[draws.length];
    DMatrixRMaj h = new DMatrixRMaj(1, weights.wh().numRows);
    int symbol = first;
    for (int n = 0; n < draws.length; n++) {
      h = state(weights, symbol, h);
      double[] p = probabilities(logits(weights, h), temperature);
      double sum = p[0];
      symbol = 0;
      while (sum <= draws[n] && symbol < p.length - 1) {
        symbol++;
        sum += p[symbol];
      }
      written[n] = symbol;
    }
    return written;
    // END SOLUTION 3
  }

  /** One step: the state (1 x H) after reading a character, in a matrix of its own. */
  static DMatrixRMaj state(Weights weights, int symbol, DMatrixRMaj before) {
    DMatrixRMaj h = weights.b().copy();
    CommonOps_DDRM.multAdd(before, weights.wh(), h);
    for (int j = 0; j < h.numCols; j++) {
      h.set(0, j, Math.tanh(h.get(0, j) + weights.wx().get(symbol, j)));
    }
    return h;
  }

  /** The logits of the character that follows a state. */
  static double[] logits(Weights weights, DMatrixRMaj h) {
    DMatrixRMaj o = weights.c().copy();
    CommonOps_DDRM.multAdd(h, weights.wo(), o);
    return o.data.clone();
  }

  /** Gradients of zero, of the parameters' shapes. */
  static Weights zeros(Weights weights) {
    return new Weights(
        weights.wx().createLike(),
        weights.wh().createLike(),
        weights.b().createLike(),
        weights.wo().createLike(),
        weights.c().createLike());
  }

  /**
   * Reads characters forward, goes back through time, and ADDS the gradients of the mean loss to a
   * sum. Returns the mean loss, in nats per character.
   */
  static double addGradients(Weights weights, int[] read, int[] wanted, Weights sum) {
    DMatrixRMaj[] h = new DMatrixRMaj[read.length + 1];
    h[0] = new DMatrixRMaj(1, weights.wh().numRows);
    for (int t = 1; t <= read.length; t++) {
      h[t] = state(weights, read[t - 1], h[t - 1]);
    }
    double loss = 0;
    DMatrixRMaj da = h[0].createLike();
    for (int t = read.length; t >= 1; t--) {
      double[] p = logits(weights, h[t]);
      loss += softmax(p, wanted[t - 1]) / read.length;
      DMatrixRMaj delta = DMatrixRMaj.wrap(1, p.length, p);
      delta.add(0, wanted[t - 1], -1);
      CommonOps_DDRM.divide(delta, read.length);
      CommonOps_DDRM.multAddTransA(h[t], delta, sum.wo());
      CommonOps_DDRM.addEquals(sum.c(), delta);
      DMatrixRMaj dh = h[0].createLike();
      CommonOps_DDRM.multTransB(delta, weights.wo(), dh);
      CommonOps_DDRM.multAddTransB(da, weights.wh(), dh);
      for (int j = 0; j < da.numCols; j++) {
        da.set(0, j, (1 - h[t].get(0, j) * h[t].get(0, j)) * dh.get(0, j));
        sum.wx().add(read[t - 1], j, da.get(0, j));
      }
      CommonOps_DDRM.multAddTransA(h[t - 1], da, sum.wh());
      CommonOps_DDRM.addEquals(sum.b(), da);
    }
    return loss;
  }

  /** Turns logits into probabilities in place; returns the surprise at a target, in nats. */
  private static double softmax(double[] logits, int target) {
    double most = Arrays.stream(logits).max().orElse(0);
    double total = Arrays.stream(logits).map(o -> Math.exp(o - most)).sum();
    double surprise = Math.log(total) + most - logits[target];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = Math.exp(logits[k] - most) / total;
    }
    return surprise;
  }
}

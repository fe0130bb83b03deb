package e15_shakespeare;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Reading a long text and judging what was learned: three tasks, to be checked with {@code unroll
 * check 15-shakespeare}.
 *
 * <p>The network is given below (you wrote it in 02-elman and 04-bptt): {@link #states} reads a
 * window, {@link #addGradients} goes back through it. {@link #zeros}, {@link #divide} and {@link
 * #words} help too. Useful: {@link Arrays#fill}, {@link HashSet}, {@link Set#contains}, {@code
 * toLowerCase} with {@link Locale#ROOT}, {@link String#contains}, {@link CommonOps_DDRM#addEquals}.
 */
public class Shakespeare implements PlayReader {
  @Override
  public Window window(int[] text, int lanes, int steps, int index) {
    // BEGIN SOLUTION 1
    int length = (text.length - 1 + lanes - 1) / lanes;
    int[][] inputs = new int[steps][lanes];
    int[][] targets = new int[steps][lanes];
    for (int t = 0; t < steps; t++) {
      for (int lane = 0; lane < lanes; lane++) {
        int inLane = index * steps + t;
        int place = lane * length + inLane;
        boolean ended = inLane >= length || place >= text.length - 1;
        inputs[t][lane] = ended ? 0 : text[place];
        targets[t][lane] = ended ? MASKED : text[place + 1];
      }
    }
    return new Window(inputs, targets);
    // END SOLUTION 1
  }

  @Override
  public Pass pass(Weights weights, int[] text, int lanes, int steps) {
    // BEGIN SOLUTION 2
    Weights sum = zeros(weights);
    DMatrixRMaj state = new DMatrixRMaj(lanes, weights.wh().numRows);
    int length = (text.length - 1 + lanes - 1) / lanes;
    double loss = 0;
    for (int index = 0; index * steps < length; index++) {
      Window window = window(text, lanes, steps, index);
      DMatrixRMaj[] h = states(weights, window, state);
      loss += addGradients(weights, window, h, state.createLike(), sum).loss();
      state = h[steps];
    }
    divide(sum, text.length - 1);
    return new Pass(loss / (text.length - 1), sum, state);
    // END SOLUTION 2
  }

  @Override
  public Measures measures(String sample, String training, int run) {
    // BEGIN SOLUTION 3
    Set<String> dictionary = new HashSet<>(words(training.toLowerCase(Locale.ROOT)));
    List<String> written = words(sample.toLowerCase(Locale.ROOT));
    double known = written.stream().filter(dictionary::contains).count();
    double commas = sample.chars().filter(c -> c == ',').count();
    boolean[] copied = new boolean[sample.length()];
    for (int from = 0; from + run <= sample.length(); from++) {
      if (training.contains(sample.substring(from, from + run))) {
        Arrays.fill(copied, from, from + run, true);
      }
    }
    return new Measures(known / written.size(), 100 * commas / sample.length(), share(copied));
    // END SOLUTION 3
  }

  /** The states of a window: h[0] is the start (B x H), h[t] the state after step t, to h[T]. */
  static DMatrixRMaj[] states(Weights weights, Window window, DMatrixRMaj start) {
    DMatrixRMaj[] h = new DMatrixRMaj[window.inputs().length + 1];
    h[0] = start;
    for (int t = 1; t < h.length; t++) {
      h[t] = new DMatrixRMaj(start.numRows, start.numCols);
      CommonOps_DDRM.mult(h[t - 1], weights.wh(), h[t]);
      for (int lane = 0; lane < start.numRows; lane++) {
        int read = window.inputs()[t - 1][lane];
        for (int j = 0; j < start.numCols; j++) {
          double a = h[t].get(lane, j) + weights.wx().get(read, j) + weights.b().get(j);
          h[t].set(lane, j, Math.tanh(a));
        }
      }
    }
    return h;
  }

  /**
   * What going back through a window gives.
   *
   * @param loss the SUM of -ln p(target) over its predictions; what is masked counts nothing
   * @param start (B x H) how much the losses change with the state that the window started from
   */
  record Back(double loss, DMatrixRMaj start) {}

  /**
   * Goes back through a window and ADDS the gradients of its summed loss to a sum. What comes from
   * behind the window, how much LATER losses change with its last state, is given: B x H.
   */
  static Back addGradients(
      Weights weights, Window window, DMatrixRMaj[] h, DMatrixRMaj fromBehind, Weights sum) {
    double loss = 0;
    DMatrixRMaj dh = fromBehind.copy();
    for (int t = h.length - 1; t >= 1; t--) {
      DMatrixRMaj delta = new DMatrixRMaj(dh.numRows, weights.c().numCols);
      loss += logits(weights, h[t], window.targets()[t - 1], delta);
      CommonOps_DDRM.multAddTransA(h[t], delta, sum.wo());
      CommonOps_DDRM.addEquals(sum.c(), CommonOps_DDRM.sumCols(delta, null));
      CommonOps_DDRM.multAddTransB(delta, weights.wo(), dh);
      DMatrixRMaj da = dh.createLike();
      for (int lane = 0; lane < da.numRows; lane++) {
        for (int j = 0; j < da.numCols; j++) {
          double slope = 1 - h[t].get(lane, j) * h[t].get(lane, j);
          da.set(lane, j, slope * dh.get(lane, j));
          sum.wx().add(window.inputs()[t - 1][lane], j, da.get(lane, j));
        }
      }
      CommonOps_DDRM.multAddTransA(h[t - 1], da, sum.wh());
      CommonOps_DDRM.addEquals(sum.b(), CommonOps_DDRM.sumCols(da, null));
      CommonOps_DDRM.multTransB(da, weights.wh(), dh);
    }
    return new Back(loss, dh);
  }

  /** The summed loss of a step; fills delta (B x V) with softmax minus one-hot. */
  private static double logits(Weights weights, DMatrixRMaj h, int[] targets, DMatrixRMaj delta) {
    double loss = 0;
    CommonOps_DDRM.mult(h, weights.wo(), delta);
    for (int lane = 0; lane < targets.length; lane++) {
      double total = 0;
      for (int k = 0; k < delta.numCols; k++) {
        delta.set(lane, k, Math.exp(delta.get(lane, k) + weights.c().get(k)));
        total += delta.get(lane, k);
      }
      for (int k = 0; k < delta.numCols; k++) {
        double p = delta.get(lane, k) / total;
        loss -= k == targets[lane] ? Math.log(p) : 0;
        delta.set(lane, k, targets[lane] == MASKED ? 0 : p - (k == targets[lane] ? 1 : 0));
      }
    }
    return loss;
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

  /** Divides all gradients by a number. */
  static void divide(Weights sum, double by) {
    for (DMatrixRMaj part : List.of(sum.wx(), sum.wh(), sum.b(), sum.wo(), sum.c())) {
      CommonOps_DDRM.divide(part, by);
    }
  }

  /** The words of a text, in order: its runs of letters and apostrophes. */
  static List<String> words(String text) {
    return Arrays.stream(text.split("[^A-Za-z']+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Which share is true. */
  static double share(boolean[] marks) {
    int marked = 0;
    for (boolean mark : marks) {
      marked += mark ? 1 : 0;
    }
    return marked / (double) marks.length;
  }
}

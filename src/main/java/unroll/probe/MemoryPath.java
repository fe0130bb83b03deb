package unroll.probe;

import java.util.Arrays;
import unroll.cell.Lstm;
import unroll.matrix.Matrix;

/**
 * How the memory of an LSTM keeps its gradient: {@code dc_t/dc_k} beside the product of the forget
 * gates between, {@code f_(k+1) ... f_t}. The product is the direct path, along which nothing but
 * the forget gate touches the memory (Gers, Schmidhuber and Cummins 2000). The rest goes round
 * through h and the gates; with recurrent weights of zero there is no rest.
 *
 * @param total dc_t/dc_k, H x H, all paths
 * @param direct the product of the forget gates, H numbers
 */
public record MemoryPath(double[][] total, double[] direct) {

  /**
   * Computes both.
   *
   * @param cell the LSTM
   * @param xs T x D, one sequence. Not modified.
   * @param from k, from 0
   * @param to t, from k to T
   * @return the derivative and the direct path
   * @throws IllegalArgumentException if the steps are not in the sequence
   */
  public static MemoryPath of(Lstm cell, Matrix xs, int from, int to) {
    double[][] total = Jacobian.ofPart(cell, "c", xs, from, to).values();
    double[][][] forget = LstmGates.of(cell, xs, xs.rows()).forget();
    double[] direct = new double[cell.hidden()];
    Arrays.fill(direct, 1);
    for (int t = from; t < to; t++) {
      for (int j = 0; j < direct.length; j++) {
        direct[j] *= forget[t][0][j];
      }
    }
    return new MemoryPath(total, direct);
  }

  /**
   * Measures how much of the derivative is not the direct path: {@code ||total - diag(direct)|| /
   * ||total||}, norms over all numbers.
   *
   * @return 0 where the direct path is all; NaN where the derivative is 0
   */
  public double indirectShare() {
    double rest = 0;
    double all = 0;
    for (int i = 0; i < direct.length; i++) {
      for (int j = 0; j < direct.length; j++) {
        double difference = total[i][j] - (i == j ? direct[i] : 0);
        rest += difference * difference;
        all += total[i][j] * total[i][j];
      }
    }
    return Math.sqrt(rest / all);
  }
}

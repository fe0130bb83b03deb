package e02_elman;

import e02_elman.ElmanNetwork.Step;
import e02_elman.ElmanNetwork.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** The equations once more, entry by entry and without a matrix product: nothing to share a bug. */
final class ElmanOracle {
  private ElmanOracle() {}

  static Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    int hidden = weights.b().numCols;
    int v = weights.c().numCols;
    DMatrixRMaj state = new DMatrixRMaj(x.numRows, hidden);
    DMatrixRMaj output = new DMatrixRMaj(x.numRows, v);
    for (int row = 0; row < x.numRows; row++) {
      for (int j = 0; j < hidden; j++) {
        double a = weights.b().get(0, j);
        for (int k = 0; k < hidden; k++) {
          a += weights.wh().get(k, j) * h.get(row, k);
        }
        for (int k = 0; k < x.numCols; k++) {
          a += weights.wx().get(k, j) * x.get(row, k);
        }
        state.set(row, j, Math.tanh(a));
      }
      for (int j = 0; j < v; j++) {
        double o = weights.c().get(0, j);
        for (int k = 0; k < hidden; k++) {
          o += weights.wo().get(k, j) * state.get(row, k);
        }
        output.set(row, j, o);
      }
    }
    return new Step(state, output);
  }

  /** The loss as log of a sum of ratios: log sum exp(o_j - o_target), term by term. */
  static double loss(List<DMatrixRMaj> logits, int[][] targets) {
    double mean = 0;
    int count = logits.size() * logits.get(0).numRows;
    for (int t = 0; t < logits.size(); t++) {
      for (int row = 0; row < logits.get(t).numRows; row++) {
        double ratios = 0;
        for (int j = 0; j < logits.get(t).numCols; j++) {
          ratios += Math.exp(logits.get(t).get(row, j) - logits.get(t).get(row, targets[t][row]));
        }
        mean += Math.log(ratios) / count;
      }
    }
    return mean;
  }

  static Weights weights(Random random, int d, int hidden, int v) {
    return new Weights(
        gaussian(random, d, hidden),
        gaussian(random, hidden, hidden),
        gaussian(random, 1, hidden),
        gaussian(random, hidden, v),
        gaussian(random, 1, v));
  }

  static List<DMatrixRMaj> sequence(Random random, int steps, int rows, int columns) {
    List<DMatrixRMaj> sequence = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      sequence.add(gaussian(random, rows, columns));
    }
    return sequence;
  }

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.set(i, random.nextGaussian());
    }
    return matrix;
  }

  static int[][] targets(Random random, int steps, int rows, int v) {
    int[][] targets = new int[steps][rows];
    for (int[] row : targets) {
      for (int i = 0; i < rows; i++) {
        row[i] = random.nextInt(v);
      }
    }
    return targets;
  }

  static Weights copy(Weights w) {
    return new Weights(w.wx().copy(), w.wh().copy(), w.b().copy(), w.wo().copy(), w.c().copy());
  }
}

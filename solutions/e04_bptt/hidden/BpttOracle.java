package e04_bptt;

import e04_bptt.BackwardThroughTime.Gradients;
import e04_bptt.BackwardThroughTime.Pass;
import e04_bptt.BackwardThroughTime.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The gradient by another way: forwards, one parameter at a time. Each number carries its
 * derivative by that parameter along (forward mode), so nothing here goes back through time.
 */
final class BpttOracle {
  private BpttOracle() {}

  /** Random weights, small enough that the states do not saturate. */
  static Weights weights(Random random, int inputs, int hidden, int classes) {
    return new Weights(
        gaussian(random, inputs, hidden),
        gaussian(random, hidden, hidden),
        gaussian(random, 1, hidden),
        gaussian(random, hidden, classes),
        gaussian(random, 1, classes));
  }

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.5 * random.nextGaussian());
    }
    return m;
  }

  static int[][] targets(Random random, int steps, int batch, int classes) {
    int[][] targets = new int[steps][batch];
    for (int[] row : targets) {
      for (int i = 0; i < batch; i++) {
        row[i] = random.nextInt(classes);
      }
    }
    return targets;
  }

  /** The way forward of the contract. */
  static Pass pass(Random random, Weights w, int steps, int batch) {
    List<DMatrixRMaj> x = new ArrayList<>();
    List<DMatrixRMaj> h = new ArrayList<>(List.of(gaussian(random, batch, w.wh().numRows)));
    List<DMatrixRMaj> o = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      x.add(gaussian(random, batch, w.wx().numRows));
      DMatrixRMaj state = new DMatrixRMaj(batch, w.wh().numRows);
      DMatrixRMaj output = new DMatrixRMaj(batch, w.wo().numCols);
      for (int i = 0; i < batch; i++) {
        for (int j = 0; j < state.numCols; j++) {
          double a = w.b().get(j) + dot(x.get(t), i, w.wx(), j) + dot(h.get(t), i, w.wh(), j);
          state.set(i, j, Math.tanh(a));
        }
        for (int k = 0; k < output.numCols; k++) {
          output.set(i, k, w.c().get(k) + dot(state, i, w.wo(), k));
        }
      }
      h.add(state);
      o.add(output);
    }
    return new Pass(x, h, o);
  }

  private static double dot(DMatrixRMaj rows, int row, DMatrixRMaj columns, int column) {
    double sum = 0;
    for (int k = 0; k < rows.numCols; k++) {
      sum += rows.get(row, k) * columns.get(k, column);
    }
    return sum;
  }

  /** The truncated gradient: at the start of each window the state counts as a constant. */
  static Gradients gradients(Weights w, Pass pass, int[][] targets, int window) {
    return new Gradients(
        of(w, w.wx(), 0, pass, targets, window),
        of(w, w.wh(), 1, pass, targets, window),
        of(w, w.b(), 2, pass, targets, window),
        of(w, w.wo(), 3, pass, targets, window),
        of(w, w.c(), 4, pass, targets, window));
  }

  private static DMatrixRMaj of(
      Weights w, DMatrixRMaj parameter, int which, Pass pass, int[][] targets, int window) {
    DMatrixRMaj gradient = parameter.createLike();
    for (int i = 0; i < parameter.getNumElements(); i++) {
      DMatrixRMaj[] unit = {
        w.wx().createLike(),
        w.wh().createLike(),
        w.b().createLike(),
        w.wo().createLike(),
        w.c().createLike()
      };
      unit[which].set(i, 1);
      gradient.set(i, slope(w, unit, pass, targets, window));
    }
    return gradient;
  }

  /** The derivative of the loss when the parameters move in a direction. */
  private static double slope(
      Weights w, DMatrixRMaj[] moved, Pass pass, int[][] targets, int window) {
    int batch = pass.h().get(0).numRows;
    int hidden = w.wh().numRows;
    int classes = w.wo().numCols;
    double sum = 0;
    for (int i = 0; i < batch; i++) {
      double[] dh = new double[hidden];
      for (int t = 0; t < targets.length; t++) {
        dh = t % window == 0 ? new double[hidden] : dh;
        double[] next = new double[hidden];
        for (int j = 0; j < hidden; j++) {
          double a = moved[2].get(j);
          a += dot(pass.x().get(t), i, moved[0], j) + dot(pass.h().get(t), i, moved[1], j);
          for (int k = 0; k < hidden; k++) {
            a += dh[k] * w.wh().get(k, j);
          }
          double cosh =
              Math.cosh(Math.log((1 + state(pass, t, i, j)) / (1 - state(pass, t, i, j))) / 2);
          next[j] = a / (cosh * cosh);
        }
        dh = next;
        double total = 0;
        double weighted = 0;
        double atTarget = 0;
        for (int k = 0; k < classes; k++) {
          double moves = moved[4].get(k) + dot(pass.h().get(t + 1), i, moved[3], k);
          for (int j = 0; j < hidden; j++) {
            moves += dh[j] * w.wo().get(j, k);
          }
          double size = Math.exp(pass.o().get(t).get(i, k));
          total += size;
          weighted += size * moves;
          atTarget = k == targets[t][i] ? moves : atTarget;
        }
        sum += weighted / total - atTarget;
      }
    }
    return sum;
  }

  private static double state(Pass pass, int t, int example, int unit) {
    return pass.h().get(t + 1).get(example, unit);
  }
}

package unroll.probe;

import unroll.cell.Lstm;
import unroll.matrix.Matrix;
import unroll.tape.Tape;

/**
 * The gates of an LSTM at every step, computed again from its weights and states.
 *
 * <p>Every array is {@code [t][b][j]}: step from 0, example, unit.
 *
 * @param input i, in (0, 1)
 * @param forget f, in (0, 1)
 * @param output o, in (0, 1)
 * @param candidate g, in (-1, 1)
 * @param memory c after the step
 * @param h the output after the step
 */
public record LstmGates(
    double[][][] input,
    double[][][] forget,
    double[][][] output,
    double[][][] candidate,
    double[][][] memory,
    double[][][] h) {

  /**
   * Runs a cell from its initial state and reads its gates.
   *
   * @param cell the LSTM
   * @param xs (T*B) x D, step after step. Not modified.
   * @param steps T, at least 1
   * @return T x B x H numbers of each kind
   * @throws IllegalArgumentException if the rows cannot be divided into the steps, or have other
   *     than D columns
   */
  public static LstmGates of(Lstm cell, Matrix xs, int steps) {
    TappedRun.checkInputs(cell, xs, steps);
    int batch = xs.rows() / steps;
    int hidden = cell.hidden();
    double[][][][] all = new double[6][steps][][];
    Tape tape = Tape.off();
    Lstm.State state = cell.initialState(tape, batch);
    for (int t = 0; t < steps; t++) {
      Matrix x = xs.rows(t * batch, (t + 1) * batch);
      double[][] sums = sums(cell, x, state.h().matrix()).toArray();
      for (int gate = 0; gate < 4; gate++) {
        all[gate][t] = new double[batch][hidden];
        for (int b = 0; b < batch; b++) {
          for (int j = 0; j < hidden; j++) {
            double a = sums[b][gate * hidden + j];
            all[gate][t][b][j] = gate == 3 ? Math.tanh(a) : sigmoid(a);
          }
        }
      }
      state = cell.step(tape.constant(x), state);
      all[4][t] = state.c().matrix().toArray();
      all[5][t] = state.h().matrix().toArray();
    }
    return new LstmGates(all[0], all[1], all[2], all[3], all[4], all[5]);
  }

  static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  /** {@code x Wx + h_before Wh + b}: B x 4H in the order i, f, o, g. */
  private static Matrix sums(Lstm cell, Matrix x, Matrix before) {
    Matrix sums = x.zerosLike(x.rows(), 4 * cell.hidden());
    x.kernels().addRow(cell.bias().matrix(), sums);
    x.kernels().addProduct(x, cell.inputWeights().matrix(), sums);
    x.kernels().addProduct(before, cell.recurrentWeights().matrix(), sums);
    return sums;
  }
}

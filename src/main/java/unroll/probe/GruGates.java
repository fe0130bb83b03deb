package unroll.probe;

import unroll.cell.Gru;
import unroll.matrix.Matrix;
import unroll.tape.Tape;

/**
 * The gates of a GRU at every step, computed again from its weights and states. Every array is
 * {@code [t][b][j]}: step from 0, example, unit.
 *
 * <p>An update gate of 1 keeps the state, so it is to a GRU what the forget gate is to an LSTM, and
 * sets its time scale.
 *
 * @param reset r, in (0, 1)
 * @param update z, in (0, 1)
 * @param candidate n, in (-1, 1)
 * @param h the output after the step, {@code z h_before + (1 - z) n}
 */
public record GruGates(
    double[][][] reset, double[][][] update, double[][][] candidate, double[][][] h) {

  /**
   * Runs a cell from its initial state and reads its gates.
   *
   * @param cell the GRU, of either convention
   * @param xs (T*B) x D, step after step. Not modified.
   * @param steps T, at least 1
   * @return T x B x H numbers of each kind
   * @throws IllegalArgumentException if the rows cannot be divided into the steps, or have other
   *     than D columns
   */
  public static GruGates of(Gru cell, Matrix xs, int steps) {
    TappedRun.checkInputs(cell, xs, steps);
    int batch = xs.rows() / steps;
    int hidden = cell.hidden();
    GruGates result =
        new GruGates(
            new double[steps][][],
            new double[steps][][],
            new double[steps][][],
            new double[steps][][]);
    Tape tape = Tape.off();
    Gru.State state = cell.initialState(tape, batch);
    for (int t = 0; t < steps; t++) {
      Matrix x = xs.rows(t * batch, (t + 1) * batch);
      Matrix before = state.h().matrix();
      Matrix driven = x.zerosLike(batch, 3 * hidden);
      x.kernels().addRow(cell.bias().matrix(), driven);
      x.kernels().addProduct(x, cell.inputWeights().matrix(), driven);
      Matrix heard = x.zerosLike(batch, 2 * hidden);
      x.kernels().addProduct(before, cell.gateWeights().matrix(), heard);
      result.reset[t] = new double[batch][hidden];
      result.update[t] = new double[batch][hidden];
      for (int b = 0; b < batch; b++) {
        for (int j = 0; j < hidden; j++) {
          result.reset[t][b][j] = LstmGates.sigmoid(driven.get(b, j) + heard.get(b, j));
          result.update[t][b][j] =
              LstmGates.sigmoid(driven.get(b, hidden + j) + heard.get(b, hidden + j));
        }
      }
      result.candidate[t] = candidate(cell, driven, before, result.reset[t]);
      state = cell.step(tape.constant(x), state);
      result.h[t] = state.h().matrix().toArray();
    }
    return result;
  }

  private static double[][] candidate(Gru cell, Matrix driven, Matrix before, double[][] reset) {
    boolean first = cell.reset() == Gru.Reset.BEFORE_PRODUCT;
    int hidden = cell.hidden();
    Matrix factor = before.copy();
    if (first) {
      scale(factor, reset);
    }
    Matrix heard = before.zerosLike(before.rows(), hidden);
    if (!first) {
      before.kernels().addRow(cell.candidateBias().matrix(), heard);
    }
    before.kernels().addProduct(factor, cell.candidateWeights().matrix(), heard);
    if (!first) {
      scale(heard, reset);
    }
    double[][] result = heard.toArray();
    for (int b = 0; b < result.length; b++) {
      for (int j = 0; j < hidden; j++) {
        result[b][j] = Math.tanh(driven.get(b, 2 * hidden + j) + result[b][j]);
      }
    }
    return result;
  }

  private static void scale(Matrix matrix, double[][] factors) {
    for (int b = 0; b < factors.length; b++) {
      for (int j = 0; j < factors[b].length; j++) {
        matrix.set(b, j, matrix.get(b, j) * factors[b][j]);
      }
    }
  }
}

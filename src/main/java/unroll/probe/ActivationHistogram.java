package unroll.probe;

import java.util.Arrays;
import unroll.cell.Cell;
import unroll.matrix.Matrix;
import unroll.tape.Tape;

/**
 * How the outputs of a cell are distributed, step by step. Tanh stays within -1 and 1 and piles up
 * at the ends; ReLU and identity grow without bound where the recurrent weights stretch.
 *
 * @param edges of the bins, n + 1 rising numbers
 * @param shares {@code [t][bin]}, step from 0: the share of units and examples in each bin
 * @param below {@code [t]}, the share below the first edge
 * @param above {@code [t]}, the share above the last edge, infinity among them
 * @param notNumbers {@code [t]}, the share of NaN
 * @param means {@code [t]}, over units and examples
 * @param deviations {@code [t]}, the standard deviation over units and examples
 */
public record ActivationHistogram(
    double[] edges,
    double[][] shares,
    double[] below,
    double[] above,
    double[] notNumbers,
    double[] means,
    double[] deviations) {

  /**
   * Runs a cell from its initial state and counts its outputs.
   *
   * @param cell any cell
   * @param xs (T*B) x D, step after step. Not modified.
   * @param steps T, at least 1
   * @param low the first edge
   * @param high the last edge, above the first; belongs to the last bin
   * @param bins at least 1
   * @return T distributions
   * @param <S> the kind of state
   * @throws IllegalArgumentException if there is no bin, or the rows cannot be divided into the
   *     steps
   */
  public static <S> ActivationHistogram of(
      Cell<S> cell, Matrix xs, int steps, double low, double high, int bins) {
    TappedRun.checkInputs(cell, xs, steps);
    if (bins < 1 || !(low < high)) {
      throw new IllegalArgumentException(bins + " bins from " + low + " to " + high);
    }
    double[] edges = new double[bins + 1];
    Arrays.setAll(edges, i -> low + (high - low) * i / bins);
    ActivationHistogram result =
        new ActivationHistogram(
            edges,
            new double[steps][bins],
            new double[steps],
            new double[steps],
            new double[steps],
            new double[steps],
            new double[steps]);
    int batch = xs.rows() / steps;
    Tape tape = Tape.off();
    S state = cell.initialState(tape, batch);
    for (int t = 0; t < steps; t++) {
      state = cell.step(tape.constant(xs.rows(t * batch, (t + 1) * batch)), state);
      result.count(t, cell.output(state).matrix());
    }
    return result;
  }

  private void count(int t, Matrix h) {
    double share = 1.0 / h.size();
    int bins = edges.length - 1;
    double low = edges[0];
    double high = edges[bins];
    double squares = 0;
    for (double[] row : h.toArray()) {
      for (double value : row) {
        means[t] += value * share;
        squares += value * value * share;
        if (Double.isNaN(value)) {
          notNumbers[t] += share;
        } else if (value < low) {
          below[t] += share;
        } else if (value > high) {
          above[t] += share;
        } else {
          int bin = (int) ((value - low) / (high - low) * bins);
          shares[t][Math.min(bin, bins - 1)] += share;
        }
      }
    }
    deviations[t] = Math.sqrt(Math.max(0, squares - means[t] * means[t]));
  }
}

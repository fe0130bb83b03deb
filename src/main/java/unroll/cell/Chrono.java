package unroll.cell;

import unroll.matrix.Matrix;
import unroll.tape.Initializer;

/**
 * The start of gates that keep, for time scales spread over a task (Tallec and Ollivier 2018): a
 * gate of {@code sigmoid(log u) = u / (1 + u)} keeps for about {@code 1 + u} steps.
 */
final class Chrono {
  private Chrono() {}

  /** Biases {@code log u}, with u uniform on 1 to the longest dependency less 1. */
  static double[] biases(int hidden, int longest, Initializer init) {
    if (longest < 2) {
      throw new IllegalArgumentException(
          "the longest dependency is at least 2 steps, not " + longest);
    }
    Matrix draws = init.uniform("u", 1, hidden, 0.5).matrix();
    double[] biases = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      biases[j] = Math.log(1 + (longest - 2) * (draws.get(0, j) + 0.5));
    }
    return biases;
  }
}

package e10_lstm;

import org.ejml.data.DMatrixRMaj;

/** Goes unit by unit and writes into the state that the next unit's gates read. */
// Breaks task 1, and the message names: reads the new h
public class ReadsTheNewState extends Lstm {
  @Override
  public Step step(Weights weights, Before before) {
    Step step = zeros(before.c());
    int hidden = before.c().numCols;
    DMatrixRMaj state = before.h().copy();
    for (int j = 0; j < hidden; j++) {
      DMatrixRMaj a = affine(weights, before.x(), state);
      for (int row = 0; row < a.numRows; row++) {
        double i = sigmoid(a.get(row, j));
        double f = sigmoid(a.get(row, hidden + j));
        double o = sigmoid(a.get(row, 2 * hidden + j));
        double g = Math.tanh(a.get(row, 3 * hidden + j));
        double c = f * before.c().get(row, j) + i * g;
        step.i().set(row, j, i);
        step.f().set(row, j, f);
        step.o().set(row, j, o);
        step.g().set(row, j, g);
        step.c().set(row, j, c);
        step.h().set(row, j, o * Math.tanh(c));
        state.set(row, j, o * Math.tanh(c));
      }
    }
    return step;
  }
}

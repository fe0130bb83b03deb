package e02_elman;

import org.ejml.data.DMatrixRMaj;

/** Applies tanh to the output as well as to the state. */
// Breaks task 1, and the message names: tanh
public class SquashesTheOutput extends Elman {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    Step step = super.step(weights, x, h);
    DMatrixRMaj o = step.o();
    for (int i = 0; i < o.getNumElements(); i++) {
      o.set(i, Math.tanh(o.get(i)));
    }
    return step;
  }
}

package unroll.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * The last weights and optimiser memory with which loss and gradient were finite. They are copied
 * before every update, since an update may be what breaks the weights and only the next loss shows
 * it.
 */
final class LastGood {
  private final Optimizer optimizer;
  private final List<Matrix> live = new ArrayList<>();
  private final List<Matrix> copies = new ArrayList<>();
  private long steps;

  LastGood(Optimizer optimizer) {
    this.optimizer = optimizer;
    for (Parameter parameter : optimizer.parameters()) {
      live.add(parameter.matrix());
    }
    live.addAll(optimizer.memory().values());
    for (Matrix matrix : live) {
      copies.add(matrix.copy());
    }
    steps = optimizer.steps();
  }

  /** Takes the present state as good. */
  void remember() {
    for (int i = 0; i < live.size(); i++) {
      copies.get(i).copyFrom(live.get(i));
    }
    steps = optimizer.steps();
  }

  /**
   * Puts the last good state back and throws, unless all is well.
   *
   * @param finite whether all is well
   * @param step being made
   * @param complaint what is not finite
   */
  void require(boolean finite, long step, Supplier<String> complaint) {
    if (finite) {
      return;
    }
    String message = "step " + step + ": " + complaint.get() + brokenWeights();
    for (int i = 0; i < live.size(); i++) {
      live.get(i).copyFrom(copies.get(i));
    }
    optimizer.parameters().forEach(Parameter::zeroGradient);
    long undone = optimizer.steps() - steps;
    optimizer.steps(steps);
    throw new NotFiniteException(
        step,
        message
            + "; "
            + (undone == 0 ? "the weights are unchanged" : "the last update was taken back")
            + "; try a smaller learning rate, or clipping");
  }

  private String brokenWeights() {
    for (Parameter parameter : optimizer.parameters()) {
      String place = Trainer.firstNotFinite(parameter.matrix());
      if (!place.isEmpty()) {
        return ", since the weight " + parameter + " is " + place;
      }
    }
    return "";
  }
}

package unroll.train;

import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/** Turns gradients into new weights. Its job is one update at a time. */
public interface Optimizer {
  /**
   * Lists what is updated.
   *
   * @return the parameters, always in the same order
   */
  List<Parameter> parameters();

  /** Updates every parameter by its gradient, and forgets the gradients. */
  void step();

  /**
   * Returns the learning rate of the next update.
   *
   * @return above 0
   */
  double rate();

  /**
   * Changes the learning rate from the next update on.
   *
   * @param rate at least 0
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  void rate(double rate);

  /**
   * Returns how many updates were made.
   *
   * @return at least 0
   */
  long steps();

  /**
   * Sets how many updates were made, to go on from a checkpoint.
   *
   * @param steps at least 0
   */
  void steps(long steps);

  /**
   * Returns what the optimiser remembers of earlier gradients, by name.
   *
   * @return the matrices themselves, not copies; empty if it remembers nothing
   */
  Map<String, Matrix> memory();
}

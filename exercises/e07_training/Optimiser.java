package e07_training;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Adam, clipping, and the step that joins them: three tasks, to be checked with {@code unroll check
 * 07-training}.
 *
 * <p>A {@link DMatrixRMaj} of any shape is also a list of numbers: {@code m.getNumElements()} of
 * them, read by {@code m.get(i)} and written by {@code m.set(i, value)}; {@code m.zero()} sets all
 * to zero.
 */
public class Optimiser implements Training {
  @Override
  public void adam(Parameter parameter, int t, Settings settings) {
    throw new UnsupportedOperationException(
        "Task 1 of 07-training is yours to write: one update of Adam");
  }

  @Override
  public double clip(List<Parameter> parameters, double limit) {
    throw new UnsupportedOperationException(
        "Task 2 of 07-training is yours to write: clipping by the norm of all gradients");
  }

  @Override
  public double step(List<Parameter> parameters, int t, double limit, Settings settings) {
    throw new UnsupportedOperationException(
        "Task 3 of 07-training is yours to write: a whole step: clip, update, forget");
  }
}

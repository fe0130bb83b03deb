package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import unroll.tape.Value;

/**
 * A cell written in operations of the tape, one step at a time. What depends on the inputs alone is
 * a method of its own, so that it is one product for all steps of a sequence.
 *
 * @param <S> the state
 */
public interface ComposedCell<S> extends HearingCell<S> {
  /**
   * Computes what a step needs of its input; rows are independent, so all steps may come at once.
   *
   * @param x n x D
   * @return n rows
   * @throws IllegalArgumentException if x has other than D columns
   */
  Value project(Value x);

  /**
   * Takes one step from a projected input.
   *
   * @param projected B rows of {@link #project}
   * @param before the state of B rows before the step
   * @param heard changes what the recurrent weights hear of the state
   * @return the state after it
   */
  S advance(Value projected, S before, UnaryOperator<Value> heard);

  @Override
  default S step(Value x, S before) {
    return step(x, before, UnaryOperator.identity());
  }

  @Override
  default S step(Value x, S before, UnaryOperator<Value> heard) {
    requireBatch(x.rows(), before);
    return advance(project(x), before, heard);
  }

  @Override
  default Unrolled<S> unroll(Sequence xs, S start) {
    requireBatch(xs.batch(), start);
    Sequence projected = new Sequence(project(xs.rows()), xs.steps());
    List<Value> outputs = new ArrayList<>();
    S state = start;
    for (int t = 0; t < xs.steps(); t++) {
      state = advance(projected.at(t), state, UnaryOperator.identity());
      outputs.add(output(state));
    }
    return new Unrolled<>(Sequence.of(outputs), state);
  }

  /** One row would be added to every row without complaint, so the batch is checked first. */
  private void requireBatch(int batch, S before) {
    int rows = output(before).rows();
    if (rows != batch) {
      throw new IllegalArgumentException(
          "a batch of " + batch + " meets a state of " + rows + " before the step");
    }
  }
}

package unroll.cell;

import java.util.function.UnaryOperator;
import unroll.tape.Value;

/**
 * A cell that lets others change what its recurrent weights hear of the state: where dropout on the
 * recurrence belongs. What a cell keeps of its state without weights, a memory or a leak, does not
 * pass there.
 *
 * @param <S> the state
 */
public interface HearingCell<S> extends Cell<S> {
  /**
   * Takes one step, composed of operations of the tape.
   *
   * @param x B x D
   * @param before the state of B rows before the step
   * @param heard changes the state, or each of its steps, before the recurrent weights multiply it;
   *     B x {@link #hidden} to the same shape
   * @return the state after it; where nothing is changed, that of {@link #step(Value, Object)} up
   *     to rounding
   * @throws IllegalArgumentException if x has other than D columns, or the batches differ
   */
  S step(Value x, S before, UnaryOperator<Value> heard);
}

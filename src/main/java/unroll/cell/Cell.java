package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * A recurrent cell. Its job is to turn an input and the state of the step before into the next
 * state; the same weights serve every step, so a sequence may have any length.
 *
 * @param <S> the state: an immutable record of values, such as {@code (h)} or {@code (h, c)}
 */
public interface Cell<S> extends Trainable {
  /**
   * Returns the size of an input.
   *
   * @return D
   */
  int inputs();

  /**
   * Returns the size of an output.
   *
   * @return H
   */
  int hidden();

  /**
   * Makes the state before the first step: zeros.
   *
   * @param tape where the steps will be recorded
   * @param batch B, at least 1
   * @return a state without gradient
   */
  S initialState(Tape tape, int batch);

  /**
   * Takes one step.
   *
   * @param x B x D
   * @param before the state of B rows before the step
   * @return the state after it
   * @throws IllegalArgumentException if x has other than D columns, or the batches differ
   */
  S step(Value x, S before);

  /**
   * Reads the output out of a state.
   *
   * @param state any state of this cell
   * @return B x H
   */
  Value output(S state);

  /**
   * Makes a state out of two, part by part: this is how a state is held, chosen or averaged without
   * knowing what it is made of.
   *
   * @param first any state of this cell
   * @param second any state of this cell
   * @param join computes a part, B x its width, from the same part of both
   * @return the state of the joined parts
   */
  S combine(S first, S second, BinaryOperator<Value> join);

  /**
   * Carries a state over to the next window: the same numbers, copied, without their history. This
   * is where truncated backpropagation through time cuts.
   *
   * @param state any state of this cell, also of a cleared pass
   * @param tape of the next window
   * @return a state without gradient
   */
  default S carry(S state, Tape tape) {
    return combine(state, state, (part, same) -> tape.constant(part.matrix().copy()));
  }

  /**
   * Takes all steps of a sequence.
   *
   * @param xs T steps of B x D
   * @param start the state before the first step
   * @return the outputs of all steps and the last state
   */
  default Unrolled<S> unroll(Sequence xs, S start) {
    List<Value> outputs = new ArrayList<>();
    S state = start;
    for (int t = 0; t < xs.steps(); t++) {
      state = step(xs.at(t), state);
      outputs.add(output(state));
    }
    return new Unrolled<>(Sequence.of(outputs), state);
  }
}

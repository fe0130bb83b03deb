package unroll.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import unroll.tape.Parameter;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Reads a sequence from both ends (Schuster and Paliwal 1997), so that the output of each step
 * knows what came before and what comes after it: the encoder of Bahdanau, Cho and Bengio 2015. It
 * needs the whole sequence, so it is no {@link Cell}.
 *
 * @param forward reads from the first step to the last
 * @param backward reads from the last step to the first
 */
public record Bidirectional(Cell<?> forward, Cell<?> backward) implements Trainable {

  /**
   * What was read.
   *
   * @param outputs T steps of B x (Hf + Hb): both directions side by side, each at the step that it
   *     has just read
   * @param last B x (Hf + Hb): the forward direction at the end, the backward direction at the
   *     first step; each has read everything
   */
  public record Encoded(Sequence outputs, Value last) {}

  /**
   * Checks that both read the same inputs.
   *
   * @param forward reads from the first step to the last
   * @param backward reads from the last step to the first; of the same inputs
   * @throws IllegalArgumentException if the sizes of the inputs differ
   */
  public Bidirectional {
    if (forward.inputs() != backward.inputs()) {
      throw new IllegalArgumentException(
          "both directions read the same inputs, not "
              + forward.inputs()
              + " and "
              + backward.inputs());
    }
  }

  /**
   * Reads sequences of equal length.
   *
   * @param xs T steps of B x D
   * @return the outputs of all steps
   */
  public Encoded encode(Sequence xs) {
    int[] lengths = new int[xs.batch()];
    Arrays.fill(lengths, xs.steps());
    return encode(xs, Lengths.of(lengths));
  }

  /**
   * Reads sequences of different lengths, each backwards from its own end. Outputs at padding mean
   * nothing.
   *
   * @param xs T steps of B x D, padded after the ends
   * @param lengths of the B examples
   * @return the outputs of all steps
   * @throws IllegalArgumentException if there is not one length an example, or one is above T
   */
  public Encoded encode(Sequence xs, Lengths lengths) {
    Sequence ahead = outputs(forward, xs);
    Sequence reversed = outputs(backward, lengths.reversed(xs));
    Sequence back = lengths.reversed(reversed);
    Value both = Value.beside(List.of(ahead.rows(), back.rows()));
    Value last = Value.beside(List.of(lengths.last(ahead), back.at(0)));
    return new Encoded(new Sequence(both, xs.steps()), last);
  }

  private static <S> Sequence outputs(Cell<S> cell, Sequence xs) {
    return cell.unroll(xs, cell.initialState(xs.rows().tape(), xs.batch())).outputs();
  }

  /**
   * Returns the size of an output.
   *
   * @return Hf + Hb
   */
  public int hidden() {
    return forward.hidden() + backward.hidden();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(forward.parameters());
    all.addAll(backward.parameters());
    return List.copyOf(all);
  }
}

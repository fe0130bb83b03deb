package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import unroll.layer.Linear;
import unroll.tape.Parameter;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * The lecture's architecture (iii): hidden-to-hidden coupling with a single output, a vector out of
 * a sequence. With an {@link Elman} cell, {@code o = c + V h_T} after T steps of {@code h_t =
 * tanh(b + W h_(t-1) + U x_t)}: a multilayer perceptron of T layers that share their weights and
 * hear one input each.
 *
 * @param cell takes the steps
 * @param readout reads the last state
 * @param <S> the state of the cell
 */
public record SingleOutput<S>(Cell<S> cell, Linear readout) implements Trainable {

  /**
   * Maps sequences to vectors.
   *
   * @param xs T steps of B x D
   * @return B x K
   */
  public Value apply(Sequence xs) {
    S start = cell.initialState(xs.rows().tape(), xs.batch());
    return readout.apply(cell.output(cell.unroll(xs, start).last()));
  }

  /**
   * Maps sequences of different lengths to vectors; each is read at its own end.
   *
   * @param xs T steps of B x D, padded after the ends
   * @param lengths of the B examples
   * @return B x K
   * @throws IllegalArgumentException if there is not one length an example, or one is above T
   */
  public Value apply(Sequence xs, Lengths lengths) {
    S start = cell.initialState(xs.rows().tape(), xs.batch());
    return readout.apply(lengths.last(cell.unroll(xs, start).outputs()));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(cell.parameters());
    all.addAll(readout.parameters());
    return List.copyOf(all);
  }
}

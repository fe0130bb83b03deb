package unroll.model.seq2seq;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import unroll.cell.Cell;
import unroll.cell.Stacked;
import unroll.layer.Linear;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Makes a decoder's first state out of the context: every part of it is {@code tanh(C W + b)} (Cho
 * et al. 2014, appendix A.1.2; Bahdanau, Cho and Bengio 2015, appendix A.2.2).
 *
 * @param parts one layer for each part of the state, in the order of {@link Cell#combine}
 */
public record FirstState(List<Linear> parts) implements Trainable {
  /**
   * Copies the list.
   *
   * @param parts one layer for each part of the state; copied
   */
  public FirstState {
    parts = List.copyOf(parts);
  }

  /**
   * Makes the layers for a cell.
   *
   * @param cell of the decoder
   * @param context K
   * @param init draws the layers
   * @param <S> the state of the cell
   * @return a new first state
   */
  public static <S> FirstState of(Cell<S> cell, int context, Initializer init) {
    List<Linear> parts = new ArrayList<>();
    state(
        cell,
        Tape.off(),
        1,
        part -> {
          Initializer named = init.named("first" + (parts.size() + 1));
          parts.add(Linear.of(context, part.columns(), named));
          return part;
        });
    return new FirstState(parts);
  }

  /**
   * Computes the state.
   *
   * @param cell of the decoder
   * @param context B x K
   * @param <S> the state of the cell
   * @return a state of B rows
   */
  public <S> S apply(Cell<S> cell, Value context) {
    Iterator<Linear> layers = parts.iterator();
    return state(cell, context.tape(), context.rows(), part -> layers.next().apply(context).tanh());
  }

  /** Makes a state part by part; the output of a stack is not a part but that of its top. */
  @SuppressWarnings("unchecked")
  private static <S> S state(Cell<S> cell, Tape tape, int batch, UnaryOperator<Value> part) {
    if (cell instanceof Stacked stack) {
      List<Object> states = new ArrayList<>();
      for (Cell<?> layer : stack.layers()) {
        states.add(state(layer, tape, batch, part));
      }
      Cell<Object> top = (Cell<Object>) stack.layers().get(stack.layers().size() - 1);
      return (S) new Stacked.State(states, top.output(states.get(states.size() - 1)));
    }
    S zeros = cell.initialState(tape, batch);
    return cell.combine(zeros, zeros, (first, same) -> part.apply(first));
  }

  @Override
  public List<Parameter> parameters() {
    return parts.stream().flatMap(part -> part.parameters().stream()).toList();
  }
}

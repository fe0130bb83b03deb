package unroll.model;

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
 * Makes the state before the first step out of a vector, so that a decoder starts with what it has
 * to say: every part of the state is {@code tanh(v W + b)} (Cho et al. 2014, appendix A.1.2;
 * Bahdanau, Cho and Bengio 2015, appendix A.2.2; for images Xu et al. 2015, section 3.1.2, with one
 * layer in place of two).
 *
 * @param cell whose states are made
 * @param projections V x width of the part, in the order of {@link Cell#combine}
 * @param <S> the state of the cell
 */
public record FirstState<S>(Cell<S> cell, List<Linear> projections) implements Trainable {
  /**
   * Copies the list.
   *
   * @param cell whose states are made
   * @param projections V x width of the part, in the order of {@link Cell#combine}; copied
   * @throws IllegalArgumentException if there is not one projection a part of the state
   */
  public FirstState {
    projections = List.copyOf(projections);
    int parts = widths(cell).size();
    if (projections.size() != parts) {
      throw new IllegalArgumentException(
          "a state of " + parts + " parts needs as many projections, not " + projections.size());
    }
  }

  /**
   * Makes projections for a cell.
   *
   * @param cell any cell
   * @param size V, numbers of a vector
   * @param init draws the weights
   * @param <S> the state of the cell
   * @return new projections
   */
  public static <S> FirstState<S> of(Cell<S> cell, int size, Initializer init) {
    List<Linear> projections = new ArrayList<>();
    for (int width : widths(cell)) {
      Initializer named = init.named("first" + (projections.size() + 1));
      projections.add(Linear.of(size, width, named));
    }
    return new FirstState<>(cell, projections);
  }

  /**
   * Makes the states of a batch.
   *
   * @param vectors B x V
   * @return states of B rows
   * @throws IllegalArgumentException if the vectors have other than V columns
   */
  public S from(Value vectors) {
    Iterator<Linear> next = projections.iterator();
    return state(cell, vectors.tape(), vectors.rows(), part -> next.next().apply(vectors).tanh());
  }

  private static List<Integer> widths(Cell<?> cell) {
    List<Integer> widths = new ArrayList<>();
    state(
        cell,
        Tape.off(),
        1,
        part -> {
          widths.add(part.columns());
          return part;
        });
    return widths;
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
    return projections.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }
}

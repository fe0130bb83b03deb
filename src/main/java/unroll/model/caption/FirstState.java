package unroll.model.caption;

import java.util.ArrayList;
import java.util.List;
import unroll.cell.Cell;
import unroll.layer.Linear;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Makes the state before the first step out of a vector, so that a decoder starts with what it has
 * to say: {@code part_k = tanh(v W_k + b_k)} for every part of the state (Xu et al. 2015, section
 * 3.1.2, with one layer in place of two).
 *
 * @param cell whose states are made
 * @param projections V x width of the part, in the order of the parts
 * @param <S> the state of the cell
 */
public record FirstState<S>(Cell<S> cell, List<Linear> projections) implements Trainable {
  /**
   * Copies the list.
   *
   * @param cell whose states are made
   * @param projections V x width of the part, in the order of the parts
   * @throws IllegalArgumentException if there is not one projection a part of the state
   */
  public FirstState {
    projections = List.copyOf(projections);
    if (projections.size() != widths(cell).size()) {
      throw new IllegalArgumentException(
          String.format(
              "a state of %d parts needs as many projections, not %d",
              widths(cell).size(), projections.size()));
    }
  }

  /**
   * Makes projections for a cell.
   *
   * @param size V, numbers of a vector
   * @param cell any cell
   * @param init draws the weights
   * @param <S> the state of the cell
   * @return new projections
   */
  public static <S> FirstState<S> of(int size, Cell<S> cell, Initializer init) {
    List<Linear> projections = new ArrayList<>();
    for (int width : widths(cell)) {
      projections.add(Linear.of(size, width, init.named(Integer.toString(projections.size()))));
    }
    return new FirstState<>(cell, projections);
  }

  /** The widths of the parts of a state, in the order in which a cell combines them. */
  private static <S> List<Integer> widths(Cell<S> cell) {
    List<Integer> widths = new ArrayList<>();
    S any = cell.initialState(Tape.off(), 1);
    cell.combine(
        any,
        any,
        (part, same) -> {
          widths.add(part.columns());
          return part;
        });
    return widths;
  }

  /**
   * Makes the states of a batch.
   *
   * @param vectors B x V
   * @return states of B rows
   * @throws IllegalArgumentException if the vectors have other than V columns
   */
  public S from(Value vectors) {
    S zeros = cell.initialState(vectors.tape(), vectors.rows());
    var next = projections.iterator();
    return cell.combine(zeros, zeros, (part, same) -> next.next().apply(vectors).tanh());
  }

  @Override
  public List<Parameter> parameters() {
    return projections.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }
}

package unroll.model.seq2seq;

import java.util.List;
import unroll.cell.Cell;
import unroll.cell.Lengths;
import unroll.cell.Sequence;
import unroll.tape.Parameter;

/**
 * Reads with any cell; the context is the output at each source's own end, {@code C = h(tau)}.
 *
 * <p>Reading backwards brings the first words of source and target close together (Sutskever,
 * Vinyals and Le 2014, section 3.3): the mean distance stays, but there are short ones to begin
 * learning with.
 *
 * @param cell takes the steps
 * @param reversed whether each source is read from its end to its beginning
 */
public record CellEncoder(Cell<?> cell, boolean reversed) implements Encoder {

  /**
   * Reads from the beginning to the end.
   *
   * @param cell takes the steps
   * @return a new encoder
   */
  public static CellEncoder of(Cell<?> cell) {
    return new CellEncoder(cell, false);
  }

  /**
   * Reads from the end to the beginning.
   *
   * @param cell takes the steps
   * @return a new encoder
   */
  public static CellEncoder reversed(Cell<?> cell) {
    return new CellEncoder(cell, true);
  }

  @Override
  public Encoded encode(Sequence xs, Lengths lengths) {
    Sequence read = unroll(cell, reversed ? lengths.reversed(xs) : xs);
    return new Encoded(reversed ? lengths.reversed(read) : read, lengths.last(read), lengths);
  }

  private static <S> Sequence unroll(Cell<S> cell, Sequence xs) {
    return cell.unroll(xs, cell.initialState(xs.rows().tape(), xs.batch())).outputs();
  }

  @Override
  public int inputs() {
    return cell.inputs();
  }

  @Override
  public int outputs() {
    return cell.hidden();
  }

  @Override
  public int context() {
    return cell.hidden();
  }

  @Override
  public List<Parameter> parameters() {
    return cell.parameters();
  }
}

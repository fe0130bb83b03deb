package unroll.kernel;

import java.util.List;
import java.util.Optional;

/**
 * What came of evaluating a cell.
 *
 * @param result the value of the expression that the cell ends in, if it ends in one
 * @param error why the cell failed, if it failed
 * @param notes what the author should know though the cell did not fail
 */
public record Outcome(Optional<Result> result, Optional<CellError> error, List<String> notes) {
  /**
   * The value of an expression.
   *
   * @param value the value, which may be null as any Java reference
   */
  public record Result(Object value) {}

  /** Keeps a copy of the notes. */
  public Outcome {
    notes = List.copyOf(notes);
  }

  /**
   * Tells whether the cell ran to its end.
   *
   * @return true if nothing failed
   */
  public boolean succeeded() {
    return error.isEmpty();
  }
}

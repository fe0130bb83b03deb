package unroll.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of running a notebook.
 *
 * @param notebook the notebook with fresh outputs in the cells that ran
 * @param cells what came of each code cell that ran, in order
 * @param failure the first failure, after which nothing ran
 * @param time of the whole run
 */
public record NotebookRun(
    NotebookFile notebook, List<CellRun> cells, Optional<Failure> failure, Duration time) {
  /** Keeps a copy of the cells. */
  public NotebookRun {
    cells = List.copyOf(cells);
  }

  /**
   * One code cell that ran.
   *
   * @param number its place among all cells of the notebook, from 1
   * @param time it took
   */
  public record CellRun(int number, Duration time) {}

  /**
   * Where a notebook failed.
   *
   * @param cell the failing cell's place among all cells of the notebook, from 1
   * @param error why it failed, with the line of that cell
   */
  public record Failure(int cell, CellError error) {
    /**
     * The failure in a line: cell, line and reason.
     *
     * @return for example {@code cell 7, line 2: java.lang.ArithmeticException: / by zero}
     */
    public String describe() {
      String where = error.line() > 0 ? "cell " + cell + ", line " + error.line() : "cell " + cell;
      String what =
          error.name().equals(CellError.COMPILE_ERROR) || error.message().isEmpty()
              ? error.name() + " " + error.message()
              : error.name() + ": " + error.message();
      return where + ": " + what.strip().lines().findFirst().orElse(error.name());
    }
  }
}

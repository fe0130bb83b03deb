package unroll.grade.desk;

import java.util.List;
import unroll.grade.report.Row;
import unroll.grade.report.Status;

/**
 * What came of a run.
 *
 * @param rows one a submission, in the order of their names
 * @param kept how many were taken from a run before
 * @param faults the submissions that the grader failed on, by name; an earlier score of theirs is
 *     kept
 * @param seconds how long the run took
 */
public record Summary(List<Row> rows, int kept, List<String> faults, double seconds) {

  /** Copies the lists, so that the summary never changes. */
  public Summary {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }

  /**
   * The rows of one status.
   *
   * @param status the status
   * @return those rows
   */
  public List<Row> with(Status status) {
    return rows.stream().filter(row -> row.status() == status).toList();
  }
}

package unroll.grade.desk;

import java.util.List;
import unroll.grade.report.Row;
import unroll.grade.report.Status;

/**
 * What came of a run.
 *
 * @param rows one a submission, by student and attempt
 * @param kept how many were taken from a run before
 * @param faults the submissions that the grader failed on, by name; an earlier score of theirs is
 *     kept
 * @param replaced how many results of a run before were replaced by new ones
 * @param waiting how many new results wait beside the old ones, because scores would change
 * @param seconds how long the run took
 */
public record Summary(
    List<Row> rows, int kept, List<String> faults, int replaced, int waiting, double seconds) {

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

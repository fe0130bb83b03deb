package unroll.grade.report;

import java.util.List;

/**
 * One submission in the table of all.
 *
 * @param id its name
 * @param status what became of it; only a graded one has points
 * @param points the points earned
 * @param possible the points that were possible
 * @param tasks the points of each task, by number
 * @param verdict the gravest outcome of its tests, in words
 * @param official whether the points count
 * @param sandbox where it ran
 * @param seconds how long marking it took
 * @param note notices, the refusal or the fault
 */
public record Row(
    String id,
    Status status,
    int points,
    int possible,
    List<Integer> tasks,
    String verdict,
    boolean official,
    String sandbox,
    double seconds,
    String note) {

  /** Copies the list, so that the row never changes. */
  public Row {
    tasks = List.copyOf(tasks);
  }

  /**
   * The row of a submission without a score.
   *
   * @param id its name
   * @param status unreadable or a fault
   * @param note why
   * @return a row without points
   */
  public static Row without(String id, Status status, String note) {
    return new Row(id, status, 0, 0, List.of(), status.words(), false, "", 0, note);
  }

  /**
   * The same row with another note.
   *
   * @param other the note
   * @return a row
   */
  public Row noting(String other) {
    return new Row(id, status, points, possible, tasks, verdict, official, sandbox, seconds, other);
  }
}

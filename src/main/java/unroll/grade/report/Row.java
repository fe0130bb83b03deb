package unroll.grade.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One submission in the table of all.
 *
 * @param id its name
 * @param student who handed it in
 * @param attempt which of this student's hand-ins, from 1
 * @param handedIn when it was handed in, ISO 8601 in UTC; empty if nobody knows
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
    String student,
    int attempt,
    String handedIn,
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
   * @param sender who handed it in
   * @param status unreadable or a fault
   * @param note why
   * @return a row without points
   */
  public static Row without(String id, Sender sender, Status status, String note) {
    return of(id, sender, status, 0, 0, List.of(), status.words(), false, "", 0, note);
  }

  /** The row of a sender's hand-in. */
  static Row of(
      String id,
      Sender sender,
      Status status,
      int points,
      int possible,
      List<Integer> tasks,
      String verdict,
      boolean official,
      String sandbox,
      double seconds,
      String note) {
    return new Row(
        id,
        sender.student(),
        sender.attempt(),
        sender.at().map(Instant::toString).orElse(""),
        status,
        points,
        possible,
        tasks,
        verdict,
        official,
        sandbox,
        seconds,
        note);
  }

  /**
   * The same row with another note.
   *
   * @param other the note
   * @return a row
   */
  public Row noting(String other) {
    return new Row(
        id, student, attempt, handedIn, status, points, possible, tasks, verdict, official, sandbox,
        seconds, other);
  }

  /**
   * When it was handed in.
   *
   * @return empty if nobody knows
   */
  public Optional<Instant> at() {
    return handedIn.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(handedIn));
  }
}

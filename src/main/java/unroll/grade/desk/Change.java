package unroll.grade.desk;

import java.util.List;
import unroll.grade.report.Row;
import unroll.grade.report.Status;

/**
 * A score that would change.
 *
 * @param before the result as it stands
 * @param after the new one
 * @param again whether something else was handed in than before, under the same name
 * @param tests those of another outcome: {@code name: failed -> passed}
 */
public record Change(Row before, Row after, boolean again, List<String> tests) {
  private static final int NAMED = 4;

  /** Copies the list, so that it never changes. */
  public Change {
    tests = List.copyOf(tests);
  }

  /** Whether two results say different things about the score. */
  static boolean between(Row before, Row after) {
    return before.status() != after.status()
        || before.points() != after.points()
        || before.possible() != after.possible()
        || !before.tasks().equals(after.tasks());
  }

  /**
   * A score in words.
   *
   * @param row of a result
   * @return for example {@code 12 of 20}
   */
  static String score(Row row) {
    return row.status() == Status.GRADED
        ? row.points() + " of " + row.possible()
        : row.status().words();
  }

  /**
   * The change in one line.
   *
   * @return student, attempt, both scores, and the first of the tests
   */
  public String line() {
    return before.student()
        + (before.attempt() > 1 ? ", attempt " + before.attempt() : "")
        + ": "
        + score(before)
        + " -> "
        + score(after)
        + (again ? " (handed in anew)" : "")
        + (tests.isEmpty() ? "" : "; ")
        + String.join(", ", tests.subList(0, Math.min(NAMED, tests.size())))
        + (tests.size() > NAMED ? ", and " + (tests.size() - NAMED) + " more" : "");
  }
}

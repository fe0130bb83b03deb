package unroll.grade.desk;

import java.util.List;
import unroll.grade.report.CsvLine;

/**
 * What marking again would change.
 *
 * @param changes the scores that would be others, by student and attempt
 * @param unchanged how many new results have the score of the old ones
 */
public record Difference(List<Change> changes, int unchanged) {

  /** Copies the list, so that it never changes. */
  public Difference {
    changes = List.copyOf(changes);
  }

  /**
   * The changes as a table.
   *
   * @return lines that end in CR LF, the first with the columns' names
   */
  public String csv() {
    StringBuilder csv =
        new StringBuilder(
            CsvLine.of(List.of("id", "student", "attempt", "before", "after", "why", "tests")));
    for (Change change : changes) {
      csv.append(
          CsvLine.of(
              List.of(
                  change.before().id(),
                  change.before().student(),
                  Integer.toString(change.before().attempt()),
                  Change.score(change.before()),
                  Change.score(change.after()),
                  change.again() ? "handed in anew" : "marked anew",
                  String.join("; ", change.tests()))));
    }
    return csv.toString();
  }
}

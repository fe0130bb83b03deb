package unroll.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import unroll.grade.desk.Change;
import unroll.grade.desk.Difference;
import unroll.grade.desk.Summary;
import unroll.grade.report.Row;
import unroll.grade.report.Status;

/**
 * What {@code unroll grade} says when all are marked.
 *
 * @param exercise its name
 * @param sandbox where the submissions ran
 * @param official whether marks given there count
 * @param out the folder of results
 */
record GradeText(String exercise, String sandbox, boolean official, Path out) {
  private static final int NAMED = 5;
  private static final int CHANGES = 40;

  /** What marking again would change, as far as a terminal can show it. */
  String of(Difference difference) {
    List<Change> changes = difference.changes();
    StringBuilder text =
        new StringBuilder(
            String.format("%n%s of %s would change:%n", count(changes.size(), "score"), exercise));
    changes.stream().limit(CHANGES).forEach(change -> text.append("  ").append(line(change)));
    if (changes.size() > CHANGES) {
      text.append(
          String.format(
              "  and %d more: all of them are in %s%n",
              changes.size() - CHANGES, out.resolve("next").resolve("difference.csv")));
    }
    return text.append(
            String.format("  %d marked again without a change%n", difference.unchanged()))
        .toString();
  }

  private static String line(Change change) {
    return String.format("%s%n", change.line());
  }

  /** What came of a run. */
  String of(Summary summary) {
    List<Row> graded = summary.with(Status.GRADED);
    StringBuilder text = new StringBuilder();
    int made = summary.rows().size() - summary.kept();
    text.append(
        String.format(
            Locale.ROOT,
            "%n%s: %s, %d marked in %s%s%s%n",
            exercise,
            count(summary.rows().size(), "submission"),
            made,
            TextProgress.duration(summary.seconds()),
            made > 0 ? String.format(Locale.ROOT, " (%.2f s each)", summary.seconds() / made) : "",
            summary.kept() > 0 ? ", " + summary.kept() + " kept from the run before" : ""));
    long students = summary.rows().stream().map(Row::student).distinct().count();
    if (students < summary.rows().size()) {
      text.append(String.format("  attempts of %s%n", count(students, "student")));
    }
    if (!graded.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  mean %.1f of %d points; full marks %d, no points %d%n",
              graded.stream().mapToInt(Row::points).average().orElse(0),
              graded.get(0).possible(),
              graded.stream().filter(row -> row.points() >= row.possible()).count(),
              graded.stream().filter(row -> row.points() == 0).count()));
    }
    text.append(
        named("could not be read", summary.with(Status.UNREADABLE).stream().map(Row::id).toList()));
    text.append(named("met a grader fault (run the same command again)", summary.faults()));
    if (summary.replaced() > 0) {
      text.append(
          String.format(
              "  %s replaced; the old ones are in %s%n",
              count(summary.replaced(), "result"), out.resolve("history")));
    }
    text.append("  sandbox: ").append(sandbox).append(official ? ", official" : ", NOT OFFICIAL");
    text.append(String.format("%n  written: %s, results/, feedback/", out.resolve("results.csv")));
    if (summary.waiting() > 0) {
      text.append(
          String.format(
              "%n  NOT REPLACED: %s in %s; the same command with --replace puts them in place"
                  + " (without --fresh)",
              count(summary.waiting(), "new result"), out.resolve("next")));
    }
    return text.toString();
  }

  /** One line that names the first of some, or nothing if there are none. */
  static String named(String what, List<String> names) {
    return names.isEmpty()
        ? ""
        : String.format(
            "  %d %s: %s%s%n",
            names.size(),
            what,
            String.join(", ", names.subList(0, Math.min(NAMED, names.size()))),
            names.size() > NAMED ? ", ..." : "");
  }

  /** For example 1 score, 3 scores. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}

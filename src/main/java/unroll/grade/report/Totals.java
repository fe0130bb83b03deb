package unroll.grade.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import unroll.grade.Exercise;

/** The table of all submissions as comma-separated values (RFC 4180). */
public final class Totals {
  private Totals() {}

  /**
   * The table; a submission without a score has empty fields where its points would be.
   *
   * @param exercise whose tasks are the columns
   * @param rows the submissions
   * @return lines that end in CR LF, the first with the columns' names
   */
  public static String csv(Exercise exercise, List<Row> rows) {
    StringBuilder csv = new StringBuilder();
    List<String> names = new ArrayList<>(List.of("id", "status", "points", "possible"));
    exercise.tasks().keySet().forEach(task -> names.add("task " + task));
    names.addAll(List.of("verdict", "official", "sandbox", "seconds", "note"));
    names.addAll(List.of("student", "attempt", "handed in"));
    csv.append(CsvLine.of(names));
    for (Row row : rows) {
      boolean graded = row.status() == Status.GRADED;
      List<String> fields = new ArrayList<>(List.of(row.id(), row.status().words()));
      fields.add(graded ? Integer.toString(row.points()) : "");
      fields.add(graded ? Integer.toString(row.possible()) : "");
      for (int i = 0; i < exercise.tasks().size(); i++) {
        fields.add(i < row.tasks().size() ? Integer.toString(row.tasks().get(i)) : "");
      }
      fields.add(row.verdict());
      fields.add(graded ? row.official() ? "yes" : "no" : "");
      fields.add(row.sandbox());
      fields.add(graded ? String.format(Locale.ROOT, "%.3f", row.seconds()) : "");
      fields.add(row.note());
      fields.add(row.student());
      fields.add(Integer.toString(row.attempt()));
      fields.add(row.handedIn());
      csv.append(CsvLine.of(fields));
    }
    return csv.toString();
  }
}

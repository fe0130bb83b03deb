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
    line(csv, names);
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
      line(csv, fields);
    }
    return csv.toString();
  }

  private static void line(StringBuilder csv, List<String> fields) {
    csv.append(String.join(",", fields.stream().map(Totals::field).toList())).append("\r\n");
  }

  private static String field(String text) {
    String line = text.replaceAll("\\R", " ");
    // a spreadsheet would run these as formulas, and a student chooses the name of a file
    String safe = line.matches("[=+\\-@\t].*") ? "'" + line : line;
    return safe.matches(".*[\",].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}

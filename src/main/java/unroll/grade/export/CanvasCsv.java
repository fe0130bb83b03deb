package unroll.grade.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import unroll.grade.desk.Ledger;
import unroll.grade.desk.LedgerCsv;
import unroll.grade.policy.Assignment;
import unroll.grade.report.CsvLine;
import unroll.grade.roster.Roster;
import unroll.grade.roster.Student;
import unroll.grade.roster.Table;

/**
 * Marks as the gradebook of Canvas imports them (Instructure, "How do I import grades in the
 * Gradebook"): the columns that say who it is, exactly as the gradebook's own export has them, and
 * one a assignment. A column that the export has already, {@code Title (12345)}, keeps its name, so
 * that no second assignment is made.
 *
 * <p>Where the grader failed, the field is empty: Canvas leaves that mark as it is.
 */
public final class CanvasCsv {
  private static final List<String> WHO =
      List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section");

  private CanvasCsv() {}

  /**
   * The file to import.
   *
   * @param export the gradebook's export
   * @param roster read from the same file
   * @param ledger the marks
   * @return lines that end in CR LF: columns, points possible, a line for each student of both
   * @throws IllegalArgumentException if the table is no export of Canvas; the message is one line
   */
  public static String of(Table export, Roster roster, Ledger ledger) {
    for (String wanted : List.of("Student", "ID", "Section")) {
      if (column(export, wanted) < 0) {
        throw new IllegalArgumentException(
            export.file()
                + " has no column "
                + wanted
                + ": give --roster the gradebook as Canvas exports it");
      }
    }
    List<Assignment> assignments = ledger.gradebook().plan().term().assignments();
    List<String> who = WHO.stream().filter(each -> column(export, each) >= 0).toList();
    StringBuilder csv = new StringBuilder();
    List<String> names = new ArrayList<>(who);
    assignments.forEach(each -> names.add(name(export, each)));
    csv.append(CsvLine.of(names));
    List<String> possible = new ArrayList<>(List.of("    Points Possible"));
    who.stream().skip(1).forEach(each -> possible.add(""));
    assignments.forEach(each -> possible.add(LedgerCsv.number(each.points())));
    csv.append(CsvLine.of(possible));
    Map<String, List<String>> points = points(ledger);
    for (Table.Row row : export.rows()) {
      Optional<List<String>> marks =
          student(export, row, roster)
              .map(Student::id)
              .filter(points::containsKey)
              .map(points::get);
      if (marks.isPresent()) {
        List<String> fields =
            new ArrayList<>(who.stream().map(each -> row.cell(column(export, each))).toList());
        fields.addAll(marks.get());
        csv.append(CsvLine.of(fields));
      }
    }
    return csv.toString();
  }

  private static Optional<Student> student(Table export, Table.Row row, Roster roster) {
    return List.of("SIS Login ID", "SIS User ID", "ID").stream()
        .map(each -> row.cell(column(export, each)))
        .filter(each -> !each.isEmpty())
        .flatMap(each -> roster.find(each).stream())
        .findFirst();
  }

  private static Map<String, List<String>> points(Ledger ledger) {
    Map<String, List<String>> points = new HashMap<>();
    for (Ledger.Entry entry : ledger.entries()) {
      points
          .computeIfAbsent(entry.student(), student -> new ArrayList<>())
          .add(entry.pending() ? "" : LedgerCsv.number(entry.mark().points()));
    }
    return points;
  }

  /** The column's name in the export if there is one for this assignment, else the title. */
  private static String name(Table export, Assignment assignment) {
    return export.header().cells().stream()
        .map(String::strip)
        .filter(
            each -> {
              String bare = each.replaceFirst(" \\([0-9]+\\)$", "");
              return bare.equals(assignment.title()) || bare.equals(assignment.exercise());
            })
        .findFirst()
        .orElse(assignment.title());
  }

  private static int column(Table table, String name) {
    return table.column(List.of(name.toLowerCase(Locale.ROOT)));
  }
}

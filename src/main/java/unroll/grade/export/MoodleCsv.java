package unroll.grade.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unroll.grade.desk.Ledger;
import unroll.grade.desk.LedgerCsv;
import unroll.grade.policy.Assignment;
import unroll.grade.report.CsvLine;
import unroll.grade.roster.Roster;
import unroll.grade.roster.Student;

/**
 * Marks as Moodle's grade import takes them (MoodleDocs, "Grade import"): a line a student, whom ID
 * number or address identify, and for each assignment a column of points and one of feedback, which
 * the import's form maps to grade items.
 *
 * <p>Where the grader failed, both fields are empty: Moodle leaves that mark as it is.
 */
public final class MoodleCsv {
  private MoodleCsv() {}

  /**
   * The file to import.
   *
   * @param roster the students, whose id is the ID number in Moodle
   * @param ledger the marks
   * @return lines that end in CR LF, the first with the columns' names
   */
  public static String of(Roster roster, Ledger ledger) {
    List<String> names = new ArrayList<>(List.of("ID number", "Email address", "Full name"));
    for (Assignment each : ledger.gradebook().plan().term().assignments()) {
      names.add(each.title());
      names.add(each.title() + " (feedback)");
    }
    Map<String, List<Ledger.Entry>> entries = new HashMap<>();
    ledger
        .entries()
        .forEach(
            each -> entries.computeIfAbsent(each.student(), id -> new ArrayList<>()).add(each));
    StringBuilder csv = new StringBuilder(CsvLine.of(names));
    for (Student student : roster.students()) {
      List<String> fields = new ArrayList<>(List.of(student.id(), student.email(), student.name()));
      for (Ledger.Entry entry : entries.getOrDefault(student.id(), List.of())) {
        fields.add(entry.pending() ? "" : LedgerCsv.number(entry.mark().points()));
        fields.add(entry.pending() ? "" : entry.why());
      }
      csv.append(CsvLine.of(fields));
    }
    return csv.toString();
  }
}

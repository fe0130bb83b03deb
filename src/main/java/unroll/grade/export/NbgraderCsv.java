package unroll.grade.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import unroll.grade.desk.Ledger;
import unroll.grade.desk.LedgerCsv;
import unroll.grade.policy.Assignment;
import unroll.grade.report.CsvLine;
import unroll.grade.report.Row;
import unroll.grade.roster.Roster;
import unroll.grade.roster.Student;

/**
 * Marks as {@code nbgrader export} writes them (its {@code CsvExportPlugin}), for what was built on
 * that file: a line an assignment and student, the same columns in the same order, times in UTC.
 *
 * <p>Where the grader failed, the scores are empty.
 */
public final class NbgraderCsv {
  private static final List<String> COLUMNS =
      List.of(
          "assignment",
          "duedate",
          "timestamp",
          "student_id",
          "last_name",
          "first_name",
          "email",
          "raw_score",
          "late_submission_penalty",
          "score",
          "max_score");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private NbgraderCsv() {}

  /**
   * The table.
   *
   * @param roster the students; those who are not in it have an id only
   * @param ledger the marks
   * @return lines that end in CR LF, the first with the columns' names
   */
  public static String of(Roster roster, Ledger ledger) {
    StringBuilder csv = new StringBuilder(CsvLine.of(COLUMNS));
    for (Assignment assignment : ledger.gradebook().plan().term().assignments()) {
      ledger.entries().stream()
          .filter(entry -> entry.mark().assignment().equals(assignment))
          .forEach(entry -> csv.append(line(roster, entry)));
    }
    return csv.toString();
  }

  private static String line(Roster roster, Ledger.Entry entry) {
    Assignment assignment = entry.mark().assignment();
    Optional<Student> student = roster.find(entry.student());
    String[] name = name(student.map(Student::name).orElse(""));
    double score = entry.mark().points();
    double raw = Math.max(score, entry.counted().map(row -> raw(row, assignment)).orElse(score));
    boolean known = !entry.pending();
    return CsvLine.of(
        List.of(
            assignment.exercise(),
            time(assignment.due()),
            entry.counted().flatMap(Row::at).map(NbgraderCsv::time).orElse(""),
            entry.student(),
            name[0],
            name[1],
            student.map(Student::email).orElse(""),
            known ? LedgerCsv.number(raw) : "",
            known ? LedgerCsv.number(raw - score) : "",
            known ? LedgerCsv.number(score) : "",
            LedgerCsv.number(assignment.points())));
  }

  private static double raw(Row row, Assignment assignment) {
    return row.possible() == 0 ? 0 : assignment.points() * row.points() / row.possible();
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  /** Last name, first name. */
  private static String[] name(String full) {
    int comma = full.indexOf(',');
    if (comma >= 0) {
      return new String[] {full.substring(0, comma).strip(), full.substring(comma + 1).strip()};
    }
    int space = full.lastIndexOf(' ');
    return new String[] {full.substring(space + 1), full.substring(0, Math.max(0, space))};
  }
}

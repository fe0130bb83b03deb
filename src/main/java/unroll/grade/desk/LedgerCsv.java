package unroll.grade.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unroll.grade.policy.Assignment;
import unroll.grade.policy.Mark;
import unroll.grade.report.CsvLine;
import unroll.grade.report.Row;

/**
 * A ledger as two tables.
 *
 * @param ledger the ledger
 */
public record LedgerCsv(Ledger ledger) {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /**
   * Writes {@code marks.csv} and {@code gradebook.csv}, each whole or not at all.
   *
   * @param folder where to, made if it is missing
   * @throws UncheckedIOException if they cannot be written
   */
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Outbox.write(folder.resolve("marks.csv"), marks());
      Outbox.write(folder.resolve("gradebook.csv"), gradebook());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A row a student: points an assignment, total, late days left.
   *
   * @return lines that end in CR LF, the first with the columns' names
   */
  public String gradebook() {
    List<String> names = new ArrayList<>(List.of("student", "name"));
    ledger.gradebook().plan().term().assignments().stream()
        .map(Assignment::exercise)
        .forEach(names::add);
    names.addAll(List.of("total", "possible", "late days left"));
    StringBuilder csv = new StringBuilder(CsvLine.of(names));
    Map<String, String> fullNames = new HashMap<>();
    ledger.entries().forEach(entry -> fullNames.put(entry.student(), entry.name()));
    ledger
        .gradebook()
        .standings()
        .forEach(
            (student, standing) -> {
              List<String> fields = new ArrayList<>();
              fields.add(student);
              fields.add(fullNames.getOrDefault(student, ""));
              standing.marks().forEach(mark -> fields.add(number(mark.points())));
              fields.add(number(standing.points()));
              fields.add(number(standing.possible()));
              fields.add(Integer.toString(standing.lateDaysLeft()));
              csv.append(CsvLine.of(fields));
            });
    return csv.toString();
  }

  /**
   * A row a student and assignment: points, and why.
   *
   * @return lines that end in CR LF, the first with the columns' names
   */
  public String marks() {
    StringBuilder csv =
        new StringBuilder(
            CsvLine.of(
                List.of(
                    "student",
                    "exercise",
                    "title",
                    "points",
                    "possible",
                    "attempt",
                    "submission",
                    "handed in",
                    "days late",
                    "late days used",
                    "dropped",
                    "official",
                    "why")));
    for (Ledger.Entry entry : ledger.entries()) {
      Mark mark = entry.mark();
      csv.append(
          CsvLine.of(
              List.of(
                  entry.student(),
                  mark.assignment().exercise(),
                  mark.assignment().title(),
                  number(mark.points()),
                  number(mark.assignment().points()),
                  mark.attempt().map(String::valueOf).orElse(""),
                  entry.counted().map(Row::id).orElse(""),
                  entry.counted().flatMap(Row::at).map(this::local).orElse(""),
                  Integer.toString(mark.daysLate()),
                  Integer.toString(mark.lateDaysUsed()),
                  mark.dropped() ? "yes" : "no",
                  entry.counted().map(row -> row.official() ? "yes" : "no").orElse(""),
                  entry.why())));
    }
    return csv.toString();
  }

  private String local(Instant at) {
    return SECOND.format(at.atZone(ledger.gradebook().plan().zone()));
  }

  /**
   * Points as tables write them.
   *
   * @param points the points
   * @return to a hundredth, without zeros that say nothing: 10, 9.5
   */
  public static String number(double points) {
    BigDecimal rounded = BigDecimal.valueOf(points).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}

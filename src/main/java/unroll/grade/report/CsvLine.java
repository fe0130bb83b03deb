package unroll.grade.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of comma-separated values (RFC 4180), safe to open in a spreadsheet: no field is run as
 * a formula, and a field never holds a line break, so that a line is a record.
 */
public final class CsvLine {
  private CsvLine() {}

  /**
   * A line of some fields.
   *
   * @param fields any texts
   * @return the line with CR LF at its end
   */
  public static String of(List<String> fields) {
    return fields.stream().map(CsvLine::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  /**
   * The first field of a line as it is written there.
   *
   * @param line a line that {@link #of} made
   * @return what {@link #field} made of the text, for comparing
   */
  public static String first(String line) {
    if (!line.startsWith("\"")) {
      return line.split(",", 2)[0];
    }
    int at = 1;
    while (at < line.length()) {
      if (line.charAt(at) != '"') {
        at++;
      } else if (line.startsWith("\"\"", at)) {
        at += 2;
      } else {
        return line.substring(0, at + 1);
      }
    }
    return line;
  }

  /**
   * How a field is written.
   *
   * @param text any text
   * @return the text, in quotes where it needs them
   */
  public static String field(String text) {
    String line = text.replaceAll("\\R", " ");
    // a spreadsheet would run these as formulas, and a student chooses the name of a file
    String safe = line.matches("[=+\\-@\t].*") ? "'" + line : line;
    return safe.matches(".*[\",].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}

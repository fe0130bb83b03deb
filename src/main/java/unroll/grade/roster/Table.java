package unroll.grade.roster;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table as spreadsheets and platforms save it: comma, semicolon or tab; UTF-8 or UTF-16 with or
 * without a mark, or what Windows writes in the West; any line ends; quotes.
 *
 * @param file its name, for messages
 * @param header the first line
 * @param rows all others that are not blank
 */
public record Table(String file, Row header, List<Row> rows) {
  private static final long LARGEST = 32L * 1024 * 1024;

  /**
   * A line, which knows where it is: every complaint says so.
   *
   * @param file the file's name
   * @param line where it begins, from 1
   * @param cells what stands in it
   */
  public record Row(String file, long line, List<String> cells) {
    /**
     * What stands in a column.
     *
     * @param column the column, from 0
     * @return the cell, stripped; empty if the line is too short or the column -1
     */
    public String cell(int column) {
      return column < 0 || column >= cells.size()
          ? ""
          : cells.get(column).strip().replaceAll("\\p{Cntrl}+", " ");
    }

    IllegalArgumentException wrong(String complaint) {
      return new IllegalArgumentException(file + ", line " + line + ": " + complaint);
    }
  }

  /**
   * Reads a table.
   *
   * @param csv the file
   * @return the table
   * @throws IllegalArgumentException if it cannot be read; the message is one line
   */
  public static Table read(Path csv) {
    String text = text(csv);
    char separator = separator(text.lines().findFirst().orElse(""));
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(true).get();
    List<Row> rows = new ArrayList<>();
    long line = 1;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      Iterator<CSVRecord> records = parser.iterator();
      while (records.hasNext()) {
        CSVRecord record = records.next();
        // the parser stands in the last line of a record
        line = parser.getCurrentLineNumber() - record.stream().mapToLong(Table::lineEnds).sum();
        if (record.stream().anyMatch(cell -> !cell.isBlank())) {
          rows.add(new Row(csv.toString(), line, record.toList()));
        }
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new IllegalArgumentException(
          csv
              + ", line "
              + line
              + ": a quotation mark is not closed, or stands inside a cell: save it as CSV again");
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(csv + " is empty: its first line names the columns");
    }
    return new Table(csv.toString(), rows.get(0), List.copyOf(rows.subList(1, rows.size())));
  }

  /**
   * Finds a column.
   *
   * @param names what it may be called, in lower case
   * @return the first column of one of these names, whatever their case; -1 if there is none
   */
  public int column(List<String> names) {
    for (int column = 0; column < header.cells().size(); column++) {
      if (names.contains(header.cell(column).toLowerCase(Locale.ROOT))) {
        return column;
      }
    }
    return -1;
  }

  private static long lineEnds(String cell) {
    return cell.chars().filter(c -> c == '\n').count();
  }

  private static char separator(String header) {
    char best = ',';
    for (char each : new char[] {';', '\t'}) {
      if (count(header, each) > count(header, best)) {
        best = each;
      }
    }
    return best;
  }

  private static long count(String text, char what) {
    return text.chars().filter(c -> c == what).count();
  }

  private static String text(Path csv) {
    try {
      if (Files.size(csv) > LARGEST) {
        throw new IllegalArgumentException(csv + " is larger than 32 MB: that is no list of names");
      }
      byte[] bytes = Files.readAllBytes(csv);
      String text = decoded(bytes);
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            csv + " is no text: save it as CSV (a spreadsheet's own format is not read)");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + csv, e);
    } catch (IOException e) {
      throw new IllegalArgumentException(csv + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String decoded(byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }
}

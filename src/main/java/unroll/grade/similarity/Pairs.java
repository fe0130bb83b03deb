package unroll.grade.similarity;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import unroll.grade.report.CsvLine;

/**
 * How alike the answers of a class are, two by two.
 *
 * @param pairs the pairs, the most similar first
 */
public record Pairs(List<Pair> pairs) {
  /** The name of the table in a folder of results. */
  public static final String FILE = "similarity.csv";

  private static final List<String> HEADER = List.of("first", "second", "average", "maximum");

  /**
   * Two answers.
   *
   * @param first the student of one
   * @param second the student of the other
   * @param average which share of both texts together is alike, 0 to 1
   * @param maximum which share of the shorter text is found in the longer one, 0 to 1
   */
  public record Pair(String first, String second, double average, double maximum) {}

  /** Sorts the pairs. */
  public Pairs {
    pairs =
        pairs.stream()
            .sorted(
                Comparator.comparingDouble(Pair::average)
                    .thenComparingDouble(Pair::maximum)
                    .reversed()
                    .thenComparing(Pair::first)
                    .thenComparing(Pair::second))
            .toList();
  }

  /**
   * Reads what the comparing program has written: two folders and two shares a line, with tabs.
   *
   * @param lines the lines
   * @param students the students' names by the names of their folders
   * @return the pairs
   */
  public static Pairs parse(List<String> lines, Map<String, String> students) {
    List<Pair> pairs = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split("\t");
      String one = students.getOrDefault(parts[0], parts[0]);
      String two = students.getOrDefault(parts[1], parts[1]);
      boolean inOrder = one.compareTo(two) <= 0;
      pairs.add(
          new Pair(
              inOrder ? one : two,
              inOrder ? two : one,
              Double.parseDouble(parts[2]),
              Double.parseDouble(parts[3])));
    }
    return new Pairs(pairs);
  }

  /**
   * The table.
   *
   * @return comma-separated values, similarities to four places
   */
  public String csv() {
    StringBuilder csv = new StringBuilder(CsvLine.of(HEADER));
    for (Pair pair : pairs) {
      csv.append(
          CsvLine.of(
              List.of(pair.first(), pair.second(), share(pair.average()), share(pair.maximum()))));
    }
    return csv.toString();
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /**
   * Reads a table.
   *
   * @param file what {@link #csv} was written to
   * @return the pairs
   * @throws IllegalArgumentException if it is no such table; the message is one line
   * @throws UncheckedIOException if it cannot be read
   */
  public static Pairs read(Path file) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(reader, format)) {
      if (!parser.getHeaderNames().equals(HEADER)) {
        throw new IllegalArgumentException(
            file + " is no table of similar pairs: run unroll similarity again");
      }
      List<Pair> pairs = new ArrayList<>();
      for (CSVRecord line : parser) {
        pairs.add(
            new Pair(
                line.get(0),
                line.get(1),
                Double.parseDouble(line.get(2)),
                Double.parseDouble(line.get(3))));
      }
      return new Pairs(pairs);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          file + " is no table of similar pairs: run unroll similarity again", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The middle similarity of all pairs: what answers to this exercise have in common anyway.
   *
   * @return 0 to 1; 0 without pairs
   */
  public double median() {
    if (pairs.isEmpty()) {
      return 0;
    }
    int half = pairs.size() / 2;
    double middle = pairs.get(half).average();
    return pairs.size() % 2 == 1 ? middle : (middle + pairs.get(half - 1).average()) / 2;
  }
}

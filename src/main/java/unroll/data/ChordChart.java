package unroll.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The chords of a tune, as musicians read them from a chart.
 *
 * @param title of the tune
 * @param composer family name first
 * @param year of publication
 * @param key for example {@code Bb}, or {@code Cm} for minor
 * @param meter for example {@code 4/4}
 * @param changes the chords in order; sections that are written out twice are there twice
 */
public record ChordChart(
    String title, String composer, int year, String key, String meter, List<Change> changes) {
  private static final long MOST_BYTES = 16 << 20;
  private static final int COLUMNS = 6;
  private static final int MOST_BEATS = 1000;

  /** Copies the list. */
  public ChordChart {
    changes = List.copyOf(changes);
  }

  /**
   * One chord.
   *
   * @param chord that sounds
   * @param beats how long, at least 1
   */
  public record Change(Chord chord, int beats) {}

  /**
   * Reads a table of charts: a header line, then one tune a line of title, composer, year, key,
   * meter and sections, separated by tabs; the sections are {@code NAME|} and {@code chord:beats},
   * separated by spaces.
   *
   * @param file in UTF-8
   * @return the charts in the order of the file, at least one
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file is too large or something in it is not understood;
   *     the message is one line and names the file, the line and what stands there
   */
  public static List<ChordChart> read(Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException(
          file + " has " + Files.size(file) + " bytes: too many for chord charts");
    }
    List<String> lines = Corpus.text(file).lines().toList();
    List<ChordChart> charts = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        charts.add(parse(lines.get(i), file + ", line " + (i + 1)));
      }
    }
    if (charts.isEmpty()) {
      throw new IllegalArgumentException(
          file + " holds no chord chart: a header line, then one tune a line, was expected");
    }
    return charts;
  }

  private static ChordChart parse(String line, String where) {
    String[] fields = line.split("\t", -1);
    if (fields.length != COLUMNS) {
      throw new IllegalArgumentException(
          where
              + ": title, composer, year, key, meter and sections were expected, not "
              + fields.length
              + " columns");
    }
    if (!fields[2].matches("[0-9]{4}")) {
      throw new IllegalArgumentException(where + ": " + shown(fields[2]) + " is no year");
    }
    List<Change> changes = new ArrayList<>();
    for (String word : fields[5].split(" +")) {
      if (!word.isEmpty() && !word.endsWith("|")) {
        changes.add(change(word, where));
      }
    }
    if (changes.isEmpty()) {
      throw new IllegalArgumentException(where + ": there is no chord");
    }
    return new ChordChart(
        fields[0], fields[1], Integer.parseInt(fields[2]), fields[3], fields[4], changes);
  }

  private static Change change(String word, String where) {
    int colon = word.lastIndexOf(':');
    String beats = word.substring(colon + 1);
    if (colon < 1 || !beats.matches("[0-9]{1,3}") || Integer.parseInt(beats) == 0) {
      throw new IllegalArgumentException(
          where
              + ": chord:beats was expected, beats from 1 to "
              + (MOST_BEATS - 1)
              + ", not "
              + shown(word));
    }
    Chord chord =
        Chord.parse(word.substring(0, colon))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        where + ": " + shown(word.substring(0, colon)) + " is no known chord"));
    return new Change(chord, Integer.parseInt(beats));
  }

  private static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return '"' + (printable.length() > 40 ? printable.substring(0, 40) + "..." : printable) + '"';
  }
}

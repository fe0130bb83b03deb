package unroll.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of the data that ship with the course, read from {@code datasets/catalogue.tsv}.
 *
 * <p>The catalogue has one line a file: path below {@code datasets/}, bytes, SHA-256 and licence,
 * separated by tabs; a line that begins with {@code #} is a comment. The first folder of the path
 * names the data set, and the order of the lines is the reading order.
 */
public final class Datasets {
  /** The catalogue's file name, below {@code datasets/}. */
  public static final String CATALOGUE = "catalogue.tsv";

  private final Map<String, Dataset> byName;

  private Datasets(Map<String, Dataset> byName) {
    this.byName = byName;
  }

  /**
   * Reads the catalogue of the course that this program runs in.
   *
   * @return the catalogue
   * @throws IllegalStateException if there is no course folder, or its catalogue is missing or
   *     malformed; the message is one line and names the file
   */
  public static Datasets catalogue() {
    return in(CourseHome.find().resolve("datasets"));
  }

  /**
   * Reads the catalogue of one folder.
   *
   * @param folder the folder that holds {@value #CATALOGUE} and the files that it lists
   * @return the catalogue
   * @throws IllegalStateException if the catalogue is missing or malformed; the message is one line
   *     and names the file
   */
  public static Datasets in(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    Path catalogue = root.resolve(CATALOGUE);
    List<String> lines;
    try {
      lines = Files.readAllLines(catalogue, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(
          catalogue + " is missing or unreadable: restore it from the course.", e);
    }
    Map<String, List<Dataset.Entry>> entries = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String where = catalogue + ", line " + (i + 1);
      Dataset.Entry entry = parse(line, root, where);
      String name = root.relativize(entry.file()).getName(0).toString();
      entries.computeIfAbsent(name, k -> new ArrayList<>()).add(entry);
    }
    Map<String, Dataset> byName = new LinkedHashMap<>();
    entries.forEach((name, files) -> byName.put(name, new Dataset(name, files)));
    return new Datasets(byName);
  }

  /**
   * The plays and sonnets of lesson 15: the sonnets, then the plays by title, so that the last
   * tenth of the text, which training holds out, comes out of a play.
   *
   * @return the data set
   * @throws IllegalStateException as {@link #catalogue()}
   */
  public static Dataset shakespeare() {
    return catalogue()
        .named("shakespeare")
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The catalogue lists no shakespeare/: restore datasets/" + CATALOGUE + "."));
  }

  /**
   * All data sets, in the catalogue's order.
   *
   * @return an unmodifiable list
   */
  public List<Dataset> all() {
    return List.copyOf(byName.values());
  }

  /**
   * One data set.
   *
   * @param name its folder's name
   * @return the data set, or empty if the catalogue has none of that name
   */
  public Optional<Dataset> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Compares every file with the catalogue.
   *
   * @return one line for each file that is missing or damaged; empty if all is well
   */
  public List<String> verify() {
    return all().stream()
        .flatMap(set -> set.files().stream())
        .flatMap(entry -> entry.damage().stream())
        .toList();
  }

  private static Dataset.Entry parse(String line, Path root, String where) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 4) {
      throw new IllegalStateException(
          where + ": expected file, bytes, sha256 and licence, separated by tabs.");
    }
    Path file = root.resolve(fields[0]).normalize();
    if (!file.startsWith(root) || root.relativize(file).getNameCount() < 2) {
      throw new IllegalStateException(
          where + ": " + fields[0] + " is not in a folder of datasets/.");
    }
    if (!fields[1].matches("[0-9]{1,18}")) {
      throw new IllegalStateException(where + ": " + fields[1] + " is no number of bytes.");
    }
    if (!fields[2].matches("[0-9a-f]{64}")) {
      throw new IllegalStateException(where + ": " + fields[2] + " is no SHA-256.");
    }
    return new Dataset.Entry(file, Long.parseLong(fields[1]), fields[2], fields[3]);
  }
}

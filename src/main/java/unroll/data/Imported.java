package unroll.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Data of one's own, checked and copied into a folder of the course so that a lesson finds them by
 * name. What was found wrong is said in one line that names the file, and then nothing is left
 * behind: the folder appears whole or not at all.
 *
 * @param folder that holds the copies and {@value #FACTS}
 * @param kind {@code text}, {@code idx}, {@code midi} or {@code svhn}
 * @param files the copies, in the order in which they were given
 * @param summary what is in them, in one line
 */
public record Imported(Path folder, String kind, List<Path> files, String summary) {
  /** The file that says what is in the folder. */
  public static final String FACTS = "import.properties";

  /** The largest text, in bytes: a hundred times the lecture's. */
  public static final long LARGEST_TEXT = 500_000_000;

  /** The most MIDI files of a folder. */
  public static final int MOST_SCORES = 20_000;

  /** Copies the list. */
  public Imported {
    files = List.copyOf(files);
  }

  /** What reading the files gave: kept beside the copies. */
  private record Facts(String summary, int classes) {}

  private interface Reading {
    Facts of(List<Path> files) throws IOException;
  }

  /**
   * Finds data that were imported before.
   *
   * @param name the folder's name under {@code datasets/imported}
   * @return what is there
   * @throws IllegalArgumentException if there is nothing of that name; the message says how to
   *     import
   * @throws IOException if it cannot be read
   */
  public static Imported named(String name) throws IOException {
    return in(folderOf(name));
  }

  /**
   * Tells where data of a name are kept.
   *
   * @param name letters, digits, dots, underscores and hyphens, beginning with a letter or a digit
   * @return {@code datasets/imported/NAME} of the course
   * @throws IllegalArgumentException if it is no such name
   */
  public static Path folderOf(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name for data: letters, digits, dots, hyphens, at most 64");
    }
    return CourseHome.find().resolve("datasets/imported").resolve(name);
  }

  /**
   * Finds data in a folder.
   *
   * @param folder where they were imported to
   * @return what is there
   * @throws IllegalArgumentException if nothing was imported to it
   * @throws IOException if it cannot be read
   */
  public static Imported in(Path folder) throws IOException {
    Properties facts = facts(folder);
    List<Path> files = new ArrayList<>();
    for (int n = 1; facts.containsKey("file." + n); n++) {
      files.add(folder.resolve(facts.getProperty("file." + n)));
    }
    return new Imported(folder, facts.getProperty("kind", ""), files, facts.getProperty("summary"));
  }

  private static Properties facts(Path folder) throws IOException {
    Path file = folder.resolve(FACTS);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "nothing was imported to " + folder + ": see unroll data import --help");
    }
    Properties facts = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      facts.load(in);
    }
    return facts;
  }

  /**
   * Imports texts.
   *
   * @param sources in UTF-8, in reading order
   * @param folder where to, not there yet
   * @return what was imported
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if one is no text, or too large, or the folder is there
   */
  public static Imported text(List<Path> sources, Path folder) throws IOException {
    return copy("text", sources, folder, Imported::readText);
  }

  private static Facts readText(List<Path> files) throws IOException {
    long characters = 0;
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
      if (bytes > LARGEST_TEXT) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s: more than %,d bytes of text are not read", file, LARGEST_TEXT));
      }
      String text = Corpus.text(file);
      int zero = text.indexOf(0);
      if (zero >= 0) {
        throw new IllegalArgumentException(
            file + " is no text: character " + zero + " is a zero byte");
      }
      if (text.isBlank()) {
        throw new IllegalArgumentException(file + " has no text in it");
      }
      characters += text.length();
    }
    int known = Corpus.read(files).vocabulary().size();
    return new Facts(
        String.format(Locale.ROOT, "%,d characters, %d different ones", characters, known), 0);
  }

  /**
   * Imports a pair of idx files, as MNIST and EMNIST come, packed by gzip or not.
   *
   * @param images unsigned bytes of three dimensions
   * @param labels unsigned bytes of one dimension
   * @param classes how many there are, or 0 for one more than the largest label
   * @param folder where to, not there yet
   * @return what was imported
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if a file is not what it should be, or the folder is there
   */
  public static Imported idx(Path images, Path labels, int classes, Path folder)
      throws IOException {
    return copy(
        "idx",
        List.of(images, labels),
        folder,
        files -> {
          int most = classes == 0 ? largest(files.get(1)) + 1 : classes;
          LabelledImages read = LabelledImages.idx(files.get(0), files.get(1), most);
          return new Facts(counts(read), most);
        });
  }

  private static int largest(Path labels) throws IOException {
    int most = 0;
    for (byte label : IdxFile.read(labels).numbers()) {
      most = Math.max(most, label & 0xff);
    }
    return most;
  }

  /**
   * Imports cropped house numbers.
   *
   * @param file SVHN's {@code train_32x32.mat}, {@code test_32x32.mat} or alike
   * @param folder where to, not there yet
   * @return what was imported
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if the file is not what it should be, or the folder is there
   */
  public static Imported svhn(Path file, Path folder) throws IOException {
    return copy(
        "svhn", List.of(file), folder, files -> new Facts(counts(Svhn.read(files.get(0))), 10));
  }

  private static String counts(LabelledImages images) {
    return String.format(
        Locale.ROOT,
        "%,d images of %d x %d pixels, %d classes",
        images.labels().length,
        images.height(),
        images.width(),
        images.classes());
  }

  /**
   * Imports the MIDI files of a folder: all whose names end in .mid or .midi, not those of folders
   * in it.
   *
   * @param source a folder
   * @param folder where to, not there yet
   * @return what was imported
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if there is no such file, there are too many, one is no MIDI
   *     file of notes, or the folder is there
   */
  public static Imported midi(Path source, Path folder) throws IOException {
    if (!Files.isDirectory(source)) {
      throw new IllegalArgumentException(source + " is no folder: give one with MIDI files in it");
    }
    List<Path> scores;
    try (Stream<Path> files = Files.list(source)) {
      scores =
          files
              .filter(
                  file ->
                      file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.midi?"))
              .limit(MOST_SCORES + 1L)
              .sorted()
              .toList();
    }
    if (scores.isEmpty() || scores.size() > MOST_SCORES) {
      throw new IllegalArgumentException(
          source
              + (scores.isEmpty()
                  ? " has no file that ends in .mid or .midi"
                  : " has more than " + MOST_SCORES + " MIDI files"));
    }
    return copy("midi", scores, folder, Imported::readScores);
  }

  private static Facts readScores(List<Path> files) throws IOException {
    long notes = 0;
    for (Path file : files) {
      notes += Score.read(file).parts().stream().mapToLong(part -> part.notes().size()).sum();
    }
    return new Facts(
        String.format(Locale.ROOT, "%,d scores with %,d notes", files.size(), notes), 0);
  }

  /** Reads the sources, copies them beside the folder, and moves the copies there in one step. */
  private static Imported copy(String kind, List<Path> sources, Path target, Reading reading)
      throws IOException {
    Path folder = target.toAbsolutePath().normalize();
    if (Files.exists(folder)) {
      throw new IllegalArgumentException(
          folder + " is there already: remove it, or give another with --to");
    }
    List<String> names = sources.stream().map(file -> file.getFileName().toString()).toList();
    for (Path source : sources) {
      if (!Files.isRegularFile(source)) {
        throw new IllegalArgumentException(
            source + (Files.exists(source) ? " is no regular file" : " is not there"));
      }
    }
    if (names.stream().distinct().count() < names.size() || names.contains(FACTS)) {
      throw new IllegalArgumentException("files of one name cannot be imported together: " + names);
    }
    Facts found = reading.of(sources);
    Files.createDirectories(folder.getParent());
    Path half = Files.createTempDirectory(folder.getParent(), ".importing-");
    try {
      Properties facts = new Properties();
      facts.setProperty("kind", kind);
      facts.setProperty("summary", found.summary());
      facts.setProperty("classes", Integer.toString(found.classes()));
      for (int n = 0; n < names.size(); n++) {
        Files.copy(sources.get(n), half.resolve(names.get(n)));
        facts.setProperty("file." + (n + 1), names.get(n));
      }
      try (OutputStream out = Files.newOutputStream(half.resolve(FACTS))) {
        facts.store(out, "Written by unroll data import.");
      }
      moveWhole(half, folder);
    } finally {
      remove(half);
    }
    return in(folder);
  }

  private static void moveWhole(Path half, Path folder) throws IOException {
    try {
      Files.move(half, folder, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException notHere) {
      Files.move(half, folder);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException raced) {
      throw new IllegalArgumentException(folder + " is there already", raced);
    }
  }

  private static void remove(Path half) throws IOException {
    if (Files.exists(half)) {
      try (Stream<Path> all = Files.walk(half)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /**
   * Reads imported texts.
   *
   * @return all of them in reading order
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if something else was imported
   */
  public Corpus corpus() throws IOException {
    mustBe("text");
    return Corpus.read(files);
  }

  /**
   * Reads imported images.
   *
   * @return the images with their labels; house numbers in grey
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if something else was imported
   */
  public LabelledImages images() throws IOException {
    mustBe("idx", "svhn");
    int classes = Integer.parseInt(facts(folder).getProperty("classes", "10"));
    return kind.equals("svhn")
        ? Svhn.read(files.get(0))
        : LabelledImages.idx(files.get(0), files.get(1), classes);
  }

  /**
   * Reads imported scores.
   *
   * @return all of them, by the names of their files
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if something else was imported
   */
  public List<Score> scores() throws IOException {
    mustBe("midi");
    List<Score> scores = new ArrayList<>();
    for (Path file : files) {
      scores.add(Score.read(file));
    }
    return List.copyOf(scores);
  }

  private void mustBe(String... kinds) {
    if (!List.of(kinds).contains(kind)) {
      throw new IllegalArgumentException(
          folder + " holds " + kind + ", not " + String.join(" or ", kinds));
    }
  }
}

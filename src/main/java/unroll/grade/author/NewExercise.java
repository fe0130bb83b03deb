package unroll.grade.author;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import unroll.grade.Exercise;
import unroll.grade.Starter;

/**
 * An exercise to begin with, of one task: contract, reference, starter, public and hidden tests,
 * known-wrong answers, hints. Its job is to write all of that under a name, so that the author
 * changes what works instead of gathering what is needed.
 *
 * @param name what a person types, for example {@code 23-leaky-units}
 * @param title one line that says what is built
 * @param approved whether a test compares with an approved text
 */
public record NewExercise(String name, String title, boolean approved) {
  private static final Pattern FORM = Pattern.compile("[0-9]{2}(-[a-z][a-z0-9]*)+");

  /** The names of classes stay short enough for the texts' lines. */
  private static final int LONGEST = 28;

  /** Simple names that mean something else in the sources of an exercise. */
  private static final Set<String> TAKEN =
      Set.of("Approval", "Expect", "Points", "Random", "Shown", "Task", "Visibility");

  private static final String INDEX = "index.txt";
  private static final String IF_APPROVED = "[approved]";

  /**
   * Checks name and title.
   *
   * @param name what a person types: two digits, then words of small letters, for example {@code
   *     23-leaky-units}
   * @param title one line
   * @param approved whether a test compares with an approved text
   * @throws IllegalArgumentException if the name is not of that form, the class named after it
   *     would be taken for another, or the title is no line; the message is one line and says what
   *     would do
   */
  public NewExercise {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is no name for an exercise: two digits, then words of small letters, as in"
              + " 23-leaky-units");
    }
    String subject = subject(name);
    if (subject.length() > LONGEST) {
      throw new IllegalArgumentException(
          name + " is long: its class would be " + subject + "; take a shorter name");
    }
    if (TAKEN.contains(subject) || subject.endsWith("Test") || isOfJava(subject)) {
      throw new IllegalArgumentException(
          name
              + " does not do: its class would be "
              + subject
              + ", which would be taken for another; add a word");
    }
    if (title.isBlank() || title.lines().count() > 1) {
      throw new IllegalArgumentException("the title is one line that says what is built");
    }
  }

  private static boolean isOfJava(String simpleName) {
    try {
      Class.forName("java.lang." + simpleName, false, NewExercise.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException free) {
      return false;
    }
  }

  /**
   * The folder below {@code exercises/} and {@code solutions/}, which is the package.
   *
   * @return for example {@code e23_leaky_units}
   */
  public String packageName() {
    return "e" + name.replace('-', '_');
  }

  private static String subject(String name) {
    return Arrays.stream(name.split("-"))
        .skip(1)
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /**
   * Writes the exercise.
   *
   * @param root a folder, which gets {@code exercises/} and {@code solutions/} with one folder each
   * @return the files, relative to the root, in order
   * @throws IOException if one cannot be written or is there already
   * @throws IllegalStateException if the texts are not at hand, as in a student edition
   */
  public List<Path> write(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String line : filledIn(INDEX).lines().toList()) {
      String[] parts = line.split(" = ", 2);
      files.add(Path.of(parts[0]));
      write(root.resolve(parts[0]), filledIn(parts[1]));
    }
    Exercise exercise = Exercise.named(root, name);
    Path subject = Path.of(packageName(), exercise.subject() + ".java");
    Path starter = Path.of("exercises").resolve(subject);
    files.add(starter);
    String reference = Files.readString(root.resolve("solutions").resolve(subject));
    write(root.resolve(starter), Starter.of(exercise, reference));
    return files.stream().sorted().toList();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String filledIn(String resource) throws IOException {
    return text(resource)
        .lines()
        .filter(line -> approved || !line.startsWith(IF_APPROVED))
        .map(line -> line.startsWith(IF_APPROVED) ? line.substring(IF_APPROVED.length()) : line)
        .map(this::filled)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String filled(String line) {
    String subject = subject(name);
    return line.replace("@NAME@", name)
        .replace("@PACKAGE@", packageName())
        .replace("@SUBJECT@", subject)
        .replace("@CONTRACT@", subject + "Contract")
        .replace("@TITLE@", title.strip());
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = NewExercise.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the texts of a new exercise are not part of a student edition; write it in the whole"
                + " course");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

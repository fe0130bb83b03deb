package unroll.grade;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One exercise: a folder of {@code exercises/} and, where the answers are at hand, the folder of
 * the same name in {@code solutions/}.
 *
 * <p>The folder {@code e02_elman} is the Java package of all its sources and gives the name {@code
 * 02-elman}. Its {@code exercise.properties} says the rest.
 *
 * @param name what a person types, for example {@code 02-elman}
 * @param title one line that says what is built
 * @param folder the exercise's folder
 * @param solution the folder of the reference, the hidden tests and the known-wrong answers; it
 *     does not exist in a student edition
 * @param contract the simple name of the interface that the tests are written against
 * @param subject the simple name of the student's class
 * @param tasks the tasks' titles by number, unmodifiable
 */
public record Exercise(
    String name,
    String title,
    Path folder,
    Path solution,
    String contract,
    String subject,
    SortedMap<Integer, String> tasks) {

  /** The file in the exercise's folder that describes it. */
  public static final String DESCRIPTION = "exercise.properties";

  /** Copies the tasks, so that the exercise never changes. */
  public Exercise {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
  }

  /**
   * All exercises of a course.
   *
   * @param home the course folder
   * @return the exercises, by name
   * @throws IllegalStateException if a description is missing something; the message is one line
   *     and names the file
   */
  public static List<Exercise> all(Path home) {
    Path exercises = home.resolve("exercises");
    if (!Files.isDirectory(exercises)) {
      return List.of();
    }
    return list(exercises).stream()
        .filter(folder -> Files.isRegularFile(folder.resolve(DESCRIPTION)))
        .map(folder -> read(home, folder))
        .toList();
  }

  /**
   * One exercise of a course.
   *
   * @param home the course folder
   * @param name the exercise's name, how it alone begins ({@code 02}), or its folder's name
   * @return the exercise
   * @throws IllegalArgumentException if there is none of that name; the message lists those that
   *     there are
   */
  public static Exercise named(Path home, String name) {
    List<Exercise> all = all(home);
    List<Exercise> begun =
        all.stream().filter(exercise -> exercise.name.startsWith(name) && !name.isEmpty()).toList();
    return all.stream()
        .filter(exercise -> exercise.name.equals(name) || exercise.packageName().equals(name))
        .findFirst()
        .or(() -> begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no exercise \"" + name + "\". " + thereAre(all)));
  }

  /**
   * Whether an exercise is not given to students yet.
   *
   * @param home the course folder
   * @param name the exercise's name
   * @return true if this is a student edition and there is no such exercise in it
   */
  public static boolean isWithheld(Path home, String name) {
    return !Files.isDirectory(home.resolve("solutions"))
        && all(home).stream().noneMatch(exercise -> exercise.name.equals(name));
  }

  private static String thereAre(List<Exercise> all) {
    return all.isEmpty()
        ? "This course has none."
        : "There are: " + all.stream().map(Exercise::name).collect(Collectors.joining(", ")) + ".";
  }

  /**
   * The Java package of the exercise, which is its folder's name.
   *
   * @return for example {@code e02_elman}
   */
  public String packageName() {
    return folder.getFileName().toString();
  }

  /**
   * The name of the exercise in a given package, the inverse of {@link #packageName()}.
   *
   * @param packageName for example {@code e02_elman}
   * @return for example {@code 02-elman}
   */
  public static String nameOf(String packageName) {
    return packageName.replaceFirst("^e", "").replace('_', '-');
  }

  /**
   * What a task that is not written yet throws: the message of the starter's exception.
   *
   * @param task the task's number
   * @return one line that names task and exercise
   */
  public String loudly(int task) {
    return "Task " + task + " of " + name + " is yours to write: " + tasks.get(task);
  }

  /** The interface's source. */
  Path contractSource() {
    return folder.resolve(contract + ".java");
  }

  /** The student's file, which begins as the starter. */
  Path starter() {
    return folder.resolve(subject + ".java");
  }

  /** The reference, the one file of an exercise that is edited. */
  Path reference() {
    return solution.resolve(subject + ".java");
  }

  /** The student's class and whatever else the student has put beside it. */
  List<Path> studentSources() {
    return sources(folder).stream()
        .filter(file -> !file.equals(contractSource()) && !isTest(file))
        .toList();
  }

  /** The tests that everybody has. */
  List<Path> publicTests() {
    return sources(folder).stream().filter(Exercise::isTest).toList();
  }

  /** The tests that only an instructor has, with their oracles; none in a student edition. */
  List<Path> hiddenTests() {
    return sources(solution.resolve("hidden"));
  }

  /** Whether a test class is one that only an instructor has. */
  boolean hides(Class<?> suite) {
    return Files.exists(solution.resolve("hidden").resolve(suite.getSimpleName() + ".java"));
  }

  /** Known-wrong answers: classes that extend the reference and break one task. */
  List<Path> wrongAnswers() {
    return sources(solution.resolve("wrong"));
  }

  private static boolean isTest(Path file) {
    return file.getFileName().toString().endsWith("Test.java");
  }

  private static List<Path> sources(Path folder) {
    return Files.isDirectory(folder)
        ? list(folder).stream().filter(file -> file.toString().endsWith(".java")).toList()
        : List.of();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Exercise read(Path home, Path folder) {
    Path file = folder.resolve(DESCRIPTION);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("Cannot read " + file + ": " + e.getMessage(), e);
    }
    String packageName = folder.getFileName().toString();
    return new Exercise(
        nameOf(packageName),
        required(properties, "title", file),
        folder,
        home.resolve("solutions").resolve(packageName),
        required(properties, "contract", file),
        required(properties, "subject", file),
        tasks(properties, file));
  }

  private static SortedMap<Integer, String> tasks(Properties properties, Path file) {
    List<String> titles = new ArrayList<>();
    Optional<String> title = optional(properties, "task.1");
    while (title.isPresent()) {
      titles.add(title.get());
      title = optional(properties, "task." + (titles.size() + 1));
    }
    if (titles.isEmpty()) {
      throw new IllegalStateException(file + " lacks task.1.");
    }
    SortedMap<Integer, String> tasks = new TreeMap<>();
    titles.forEach(each -> tasks.put(tasks.size() + 1, each));
    return tasks;
  }

  private static String required(Properties properties, String key, Path file) {
    return optional(properties, key)
        .orElseThrow(() -> new IllegalStateException(file + " lacks " + key + "."));
  }

  private static Optional<String> optional(Properties properties, String key) {
    return Optional.ofNullable(properties.getProperty(key)).filter(value -> !value.isBlank());
  }
}

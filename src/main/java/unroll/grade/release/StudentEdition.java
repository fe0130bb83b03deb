package unroll.grade.release;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import unroll.grade.Exercise;
import unroll.grade.Practice;
import unroll.grade.Report;
import unroll.grade.Starter;
import unroll.grade.progress.ProgressFile;

/**
 * The course as students get it: starters, public tests, lessons and data, without solutions,
 * hidden tests and known-wrong answers. Its job is to copy what may be given away and to prove that
 * nothing else came along.
 *
 * <p>Only what the course consists of is copied, by name, so a file that lies about in the checkout
 * (an instructor's notes, a class list) stays where it is.
 */
public final class StudentEdition {
  /** What a course consists of at its top; everything else stays behind. */
  private static final Set<String> TOP =
      Set.of(
          "pom.xml",
          "README.md",
          "LICENSE",
          "CITATION.cff",
          "CHANGELOG.md",
          ".gitignore",
          ".mvn",
          "notebooks",
          "src",
          "exercises",
          "datasets");

  /**
   * Parts that examine solutions or the grader, that hold a solution to begin with, or that runs of
   * this machine have made.
   */
  private static final List<String> LEFT_OUT =
      List.of(
          "src/test/java/unroll/grade",
          "src/test/resources/unroll/grade",
          "src/main/resources/unroll/grade/author",
          "datasets/imported");

  private static final Set<String> LITTER =
      Set.of(".ipynb_checkpoints", "target", ".DS_Store", ProgressFile.NAME);

  /** What marks a test that needs the solutions, in its source. */
  private static final String NEEDS_SOLUTIONS = "@Tag(\"solutions\")";

  private final Path home;
  private final List<Exercise> given;
  private final List<Exercise> all;

  private StudentEdition(Path home, List<Exercise> given, List<Exercise> all) {
    this.home = home;
    this.given = given;
    this.all = all;
  }

  /**
   * Chooses what is given.
   *
   * @param home the course, with its solutions
   * @param names of the exercises to give; empty for all
   * @return the edition, not written yet
   * @throws IllegalArgumentException if there is no exercise of a name
   * @throws IllegalStateException if the course has no solutions: then it is a student edition
   */
  public static StudentEdition of(Path home, List<String> names) {
    List<Exercise> all = Exercise.all(home);
    for (Exercise exercise : all) {
      if (!Files.isDirectory(exercise.solution())) {
        throw new IllegalStateException(
            "no solution of "
                + exercise.name()
                + " in "
                + home.resolve("solutions")
                + ": a student edition is made from a whole course");
      }
    }
    List<Exercise> given = new ArrayList<>();
    for (String name : names) {
      given.add(Exercise.named(home, name));
    }
    return new StudentEdition(home, names.isEmpty() ? all : List.copyOf(given), all);
  }

  /**
   * The exercises that are given.
   *
   * @return in order
   */
  public List<Exercise> exercises() {
    return given;
  }

  /**
   * Copies the course without its secrets; every starter is made anew from its reference.
   *
   * @param folder empty or new
   * @return how many files were written
   * @throws IOException if one cannot be written
   */
  public int write(Path folder) throws IOException {
    int files = 0;
    for (Path file : published()) {
      Path copy = folder.resolve(home.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
      files++;
    }
    for (Exercise exercise : given) {
      String reference =
          Files.readString(exercise.solution().resolve(exercise.subject() + ".java"));
      Path starter =
          folder
              .resolve("exercises")
              .resolve(exercise.packageName())
              .resolve(exercise.subject() + ".java");
      Files.writeString(starter, Starter.of(exercise, reference));
    }
    return files;
  }

  private List<Path> published() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isGiven(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && isGiven(file) && !needsSolutions(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private boolean isGiven(Path path) {
    if (path.equals(home)) {
      return true;
    }
    Path inside = home.relativize(path);
    String name = path.getFileName().toString();
    if (!TOP.contains(inside.getName(0).toString())
        || LITTER.contains(name)
        || name.endsWith(".class")
        || name.endsWith(".jar")) {
      return false;
    }
    if (LEFT_OUT.stream().anyMatch(part -> inside.startsWith(Path.of(part)))) {
      return false;
    }
    boolean exercise = inside.startsWith("exercises") && inside.getNameCount() >= 2;
    String folder = exercise ? inside.getName(1).toString() : "";
    boolean withheld =
        all.stream().anyMatch(each -> each.packageName().equals(folder))
            && given.stream().noneMatch(each -> each.packageName().equals(folder));
    return !withheld;
  }

  private static boolean needsSolutions(Path file) throws IOException {
    return file.toString().endsWith("Test.java")
        && Files.readString(file).contains(NEEDS_SOLUTIONS);
  }

  /**
   * Looks for the solutions in what was written: in sources, texts, and the cells and outputs of
   * notebooks.
   *
   * @param folder that {@link #write} has written
   * @return one line for each thing found that should not be there; empty if nothing is
   * @throws IOException if a file cannot be read
   */
  public List<String> leaks(Path folder) throws IOException {
    Secrets secrets = Secrets.of(all);
    List<String> leaks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        Path inside = folder.relativize(file);
        boolean work = inside.startsWith("exercises") || inside.startsWith("notebooks");
        for (String found : secrets.in(text(file), work)) {
          leaks.add(inside + " holds " + found);
        }
      }
    }
    return leaks;
  }

  /** What can be read in a file; empty for pictures and packed data. */
  private static String text(Path file) throws IOException {
    try {
      String text = Files.readString(file);
      return file.toString().endsWith(".ipynb") ? cells(text) : text;
    } catch (MalformedInputException binary) {
      return "";
    }
  }

  private static String cells(String notebook) {
    StringBuilder text = new StringBuilder();
    JsonObject root = JsonParser.parseString(notebook).getAsJsonObject();
    for (JsonElement element : root.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      text.append(joined(cell.get("source"))).append('\n');
      if (cell.has("outputs")) {
        text.append(cell.get("outputs")).append('\n');
      }
    }
    return text.toString();
  }

  private static String joined(JsonElement source) {
    if (source instanceof JsonArray lines) {
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line.getAsString()));
      return text.toString();
    }
    return source.getAsString();
  }

  /**
   * Checks every exercise in what was written: its starter solves nothing, and the reference put in
   * its place solves everything.
   *
   * @param folder that {@link #write} has written; unchanged afterwards
   * @return one line for each exercise that does not; empty if all do
   * @throws IOException if a file cannot be read or written
   */
  public List<String> marks(Path folder) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Exercise exercise : given) {
      Path answer =
          folder
              .resolve("exercises")
              .resolve(exercise.packageName())
              .resolve(exercise.subject() + ".java");
      String starter = Files.readString(answer);
      Report begun = Practice.check(folder, exercise.name());
      if (!begun.problems().isEmpty() || begun.nextTask().isEmpty()) {
        wrong.add("the starter of " + exercise.name() + " does not compile, or solves it");
      }
      try {
        Files.copy(
            exercise.solution().resolve(exercise.subject() + ".java"),
            answer,
            StandardCopyOption.REPLACE_EXISTING);
        Report solved = Practice.check(folder, exercise.name());
        if (!solved.passed() || solved.points() != solved.possible()) {
          wrong.add(
              "the solution of "
                  + exercise.name()
                  + " scores "
                  + solved.points()
                  + " of "
                  + solved.possible());
        }
      } finally {
        Files.writeString(answer, starter);
      }
    }
    return wrong;
  }
}

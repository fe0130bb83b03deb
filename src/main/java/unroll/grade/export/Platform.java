package unroll.grade.export;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import unroll.grade.Exercise;
import unroll.grade.Report;
import unroll.grade.TestResult;

/**
 * A place that can mark by itself, and the files it wants. Their texts are resources, in which
 * {@code @exercise@} and the like stand for what {@link #values} says.
 */
public enum Platform {
  /** A zip for a programming assignment of Gradescope. */
  GRADESCOPE(
      "",
      Map.of(
          "setup.sh", "setup.sh",
          "run_autograder", "run_autograder",
          "README.md", "README.md")),
  /** A question for a course of PrairieLearn. */
  PRAIRIELEARN(
      "tests",
      Map.of(
          "info.json", "info.json",
          "question.html", "question.html",
          "entrypoint.sh", "tests/entrypoint.sh",
          "README.md", "README.md")),
  /**
   * The two files of an autograder of Autolab; the folder {@code autograde} is yet to be packed.
   */
  AUTOLAB(
      "autograde",
      Map.of(
          "autograde-Makefile", "autograde-Makefile",
          "grade.sh", "autograde/grade.sh",
          "README.md", "README.md")),
  /** A private repository that marks, and a workflow for the students' repositories. */
  GITHUB(
      "grader",
      Map.of(
          "student-workflow.yml", "student/.github/workflows/grade.yml",
          "README.md", "README.md")),
  /** What a Containerfile builds, and the engines that run many of it. */
  IMAGE(
      "",
      Map.of(
          "Containerfile", "Containerfile",
          "grade-class.yml", ".github/workflows/grade-class.yml",
          "job.yaml", "job.yaml",
          "merge.yaml", "merge.yaml",
          "README.md", "README.md"));

  private static final Pattern GAP = Pattern.compile("@([a-z]+(?: [a-z]+)?)@");

  private final String kitFolder;
  private final Map<String, String> files;

  Platform(String kitFolder, Map<String, String> files) {
    this.kitFolder = kitFolder;
    this.files = files;
  }

  /**
   * Writes everything that the platform needs.
   *
   * @param exercise with its solution at hand
   * @param reference the reference's report, from which the points are known
   * @param kit what marks
   * @param image the image that it runs in or builds on, where the platform wants one
   * @param shards into how many parts a class is cut, 1 or more, where the platform cuts one
   * @param folder empty
   * @throws IOException if a file cannot be written
   */
  public void write(
      Exercise exercise, Report reference, Kit kit, String image, int shards, Path folder)
      throws IOException {
    Map<String, String> values = values(exercise, reference, image, shards);
    Path inner = Files.createDirectories(folder.resolve(kitFolder));
    kit.copy(exercise, inner);
    text(inner.resolve("kit").resolve("mark.sh"), filled("mark.sh", values));
    for (Map.Entry<String, String> file : files.entrySet()) {
      String resource = name().toLowerCase(Locale.ROOT) + "/" + file.getKey();
      text(folder.resolve(file.getValue()), filled(resource, values));
    }
  }

  /** What stands in the gaps. */
  static Map<String, String> values(Exercise exercise, Report reference, String image, int shards) {
    Map<String, String> values = new TreeMap<>();
    values.put("exercise", exercise.name());
    values.put("package", exercise.packageName());
    values.put("subject", exercise.subject());
    values.put("json title", new Gson().toJson(exercise.title()));
    values.put("html title", exercise.title().replace("&", "&amp;").replace("<", "&lt;"));
    values.put("uuid", uuid(exercise));
    values.put("possible", String.valueOf(reference.possible()));
    values.put("problems", problems(exercise, reference));
    values.put("image", image);
    values.put("json image", new Gson().toJson(image));
    values.put("base", image);
    values.put("tag", "unroll-" + exercise.name());
    values.put("shards", String.valueOf(shards));
    values.put(
        "shard list",
        IntStream.rangeClosed(1, shards)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", ")));
    return values;
  }

  private static String uuid(Exercise exercise) {
    byte[] name = ("unroll/" + exercise.name()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }

  private static String problems(Exercise exercise, Report reference) {
    StringBuilder lines = new StringBuilder();
    exercise
        .tasks()
        .forEach(
            (task, title) -> {
              List<TestResult> tests = reference.task(task);
              int possible = tests.stream().mapToInt(TestResult::possible).sum();
              lines.append(
                  String.format(
                      "  - `%s`, %d points: %s%n", Autolab.problem(task), possible, title));
            });
    return lines.toString().replace("\r\n", "\n");
  }

  private static String filled(String resource, Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    Matcher gap = GAP.matcher(read(resource));
    while (gap.find()) {
      if (!values.containsKey(gap.group(1))) {
        throw new IllegalStateException(resource + " has a gap for " + gap.group(1));
      }
      gap.appendReplacement(text, Matcher.quoteReplacement(values.get(gap.group(1))));
    }
    return gap.appendTail(text).toString();
  }

  private static String read(String resource) {
    try (InputStream in = Platform.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a text; what begins as a program may be run. */
  private static void text(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    if (text.startsWith("#!")
        && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}

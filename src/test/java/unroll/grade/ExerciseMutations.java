package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes the reference of every exercise, statement by statement (PIT), and counts which changes
 * its grading tests notice: {@code mvn -Pmutation-exercises test}, about a minute an exercise. What
 * survives is printed; {@code target/pit-exercises} keeps the whole list.
 */
class ExerciseMutations {
  private static final int PERCENT_KILLED = 95;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> gradingTestsNoticeChangesOfTheReference() {
    return new ExercisesTest()
        .exercises().stream()
            .map(exercise -> DynamicTest.dynamicTest(exercise.name(), () -> mutate(exercise)));
  }

  private void mutate(Exercise exercise) throws Exception {
    Path classes = compiled(exercise);
    Path report = Path.of("target", "pit-exercises", exercise.name());
    String subject = exercise.packageName() + "." + exercise.subject();
    Path log = folder.resolve("log");
    Process pit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPath(classes, exercise),
                "org.pitest.mutationtest.commandline.MutationCoverageReport",
                "--reportDir",
                report.toString(),
                "--targetClasses",
                subject + "," + subject + "$*",
                "--targetTests",
                exercise.packageName() + ".*Test",
                "--sourceDirs",
                exercise.solution().getParent().toString(),
                "--mutators",
                "STRONGER",
                "--outputFormats",
                "CSV",
                "--timestampedReports=false",
                "--threads",
                "1")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(pit.waitFor(20, TimeUnit.MINUTES), "PIT does not end");
    } finally {
      pit.destroyForcibly();
    }
    assertEquals(0, pit.exitValue(), () -> end(log));
    judge(exercise, report.resolve("mutations.csv"));
  }

  /** Lines of file, class, mutator, method, line, status, test. */
  private static void judge(Exercise exercise, Path csv) throws IOException {
    List<String[]> mutations =
        Files.readAllLines(csv).stream().map(line -> line.split(",", -1)).toList();
    List<String> survivors =
        mutations.stream()
            .filter(each -> each[5].equals("SURVIVED") || each[5].equals("NO_COVERAGE"))
            .map(
                each ->
                    each[0]
                        + ":"
                        + each[4]
                        + " "
                        + each[2].replaceAll(".*\\.", "")
                        + " in "
                        + each[3])
            .toList();
    int killed = mutations.size() - survivors.size();
    System.out.printf(
        "%s: %d of %d changes of the reference are noticed%n",
        exercise.name(), killed, mutations.size());
    survivors.forEach(survivor -> System.out.println("  survives: " + survivor));
    assertTrue(mutations.size() > 10, "PIT found little to change: " + mutations.size());
    assertTrue(
        100 * killed >= PERCENT_KILLED * mutations.size(), () -> String.join("\n", survivors));
  }

  private Path compiled(Exercise exercise) throws IOException {
    List<Path> sources = new ArrayList<>(exercise.publicTests());
    sources.addAll(exercise.hiddenTests());
    sources.add(exercise.contractSource());
    sources.add(exercise.reference());
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-nowarn", "-proc:none", "-g", "-parameters", "-d", classes.toString()));
    arguments.addAll(List.of("-cp", classPath(classes, exercise)));
    sources.forEach(source -> arguments.add(source.toString()));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, status, "the exercise does not compile");
    return classes;
  }

  /** What the tests run on, without the folder that holds the starter under the same name. */
  private static String classPath(Path classes, Exercise exercise) {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.concat(
            Stream.of(classes.toString()),
            Arrays.stream(all.split(System.getProperty("path.separator")))
                .filter(each -> !Files.exists(Path.of(each).resolve(exercise.packageName()))))
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private static String end(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "and its log cannot be read: " + e;
    }
  }
}

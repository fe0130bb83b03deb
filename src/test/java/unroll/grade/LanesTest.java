package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import unroll.grade.sandbox.Sandbox;
import unroll.grade.worker.WorkerPool;

/**
 * Both lanes say the same of the same answer: of every exercise's reference, starter and known-wrong
 * answers, test by test.
 */
class LanesTest {
  @TempDir static Path received;

  private static Sandbox sandbox;
  private static WorkerPool pool;

  @BeforeAll
  static void start() {
    // the strongest rung whose promise holds for a course that all may read
    sandbox = Sandbox.best().hidesFiles() ? Sandbox.best() : Sandbox.none();
    pool = WorkerPool.open(sandbox, 1);
  }

  @AfterAll
  static void end() {
    pool.close();
  }

  @TestFactory
  Stream<DynamicTest> lanesAgree() {
    return Exercise.all(Path.of("").toAbsolutePath()).stream()
        .map(exercise -> dynamicTest(exercise.name(), () -> agree(exercise)));
  }

  private static void agree(Exercise exercise) throws IOException {
    List<Path> tests = new ArrayList<>(exercise.publicTests());
    tests.addAll(exercise.hiddenTests());
    Workbench bench = Workbench.of(exercise, tests, received.resolve(exercise.name()));
    try (Marker marker = Marker.open(exercise, sandbox, pool)) {
      for (Map.Entry<String, Map<String, String>> answer : answers(exercise).entrySet()) {
        Report practice = bench.check(files(exercise, answer), exercise.subject());
        Marks marks = marker.mark(Submission.of(answer.getKey(), answer.getValue()));
        assertEquals(
            outcomes(practice), outcomes(marks.report()), exercise.name() + " " + answer.getKey());
      }
    }
  }

  private static Map<String, Outcome> outcomes(Report report) {
    Map<String, Outcome> outcomes = new TreeMap<>();
    for (TestResult test : report.tests()) {
      outcomes.put(test.testCase().suite() + " " + test.test(), test.outcome());
    }
    return outcomes;
  }

  /** Each answer's sources: a known-wrong one becomes the student's class, the reference its base. */
  private static Map<String, Map<String, String>> answers(Exercise exercise) throws IOException {
    String reference = Files.readString(exercise.reference());
    String subject = exercise.subject();
    String file = subject + ".java";
    Map<String, Map<String, String>> answers = new LinkedHashMap<>();
    answers.put("reference", Map.of(file, reference));
    answers.put("starter", Map.of(file, Starter.of(exercise, reference)));
    for (Path wrong : exercise.wrongAnswers()) {
      String name = wrong.getFileName().toString().replace(".java", "");
      answers.put(
          name,
          Map.of(
              "TheReference.java",
              reference.replaceAll("\\b" + subject + "\\b(?!\\.java)", "TheReference"),
              file,
              Files.readString(wrong)
                  .replaceAll("\\b" + subject + "\\b", "TheReference")
                  .replaceAll("\\b" + name + "\\b", subject)));
    }
    return answers;
  }

  private static List<Path> files(Exercise exercise, Map.Entry<String, Map<String, String>> answer)
      throws IOException {
    Path folder = received.resolve("answers").resolve(exercise.name()).resolve(answer.getKey());
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : answer.getValue().entrySet()) {
      files.add(Files.writeString(folder.resolve(source.getKey()), source.getValue()));
    }
    return files;
  }
}

package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import unroll.grade.sandbox.Sandbox;
import unroll.grade.worker.WorkerPool;

/**
 * What every exercise promises: a starter that is the reference with holes, compiles and fails
 * loudly by name; a reference that earns full marks; wrong answers that lose the task they break
 * and are told why; three tiers of hints a task.
 */
class ExercisesTest {
  private static final Pattern NOTE =
      Pattern.compile("// Breaks task ([0-9]+), and the message names: (.+)");

  // the strongest rung whose promise holds for a course that all may read
  private static final Sandbox SANDBOX =
      Sandbox.best().hidesFiles() ? Sandbox.best() : Sandbox.none();

  @TempDir static Path received;

  /** What is examined: {@code -Dunroll.exercise=02-elman} leaves one, for whoever writes it. */
  List<Exercise> exercises() {
    Path course = Path.of("").toAbsolutePath();
    return Optional.ofNullable(System.getProperty("unroll.exercise"))
        .map(name -> List.of(Exercise.named(course, name)))
        .orElseGet(() -> Exercise.all(course));
  }

  // one for all exercises: its compiler, once warm, serves them all
  private static WorkerPool pool;

  @BeforeAll
  static void startWorkers() {
    pool = WorkerPool.open(SANDBOX, 1);
  }

  @AfterAll
  static void endWorkers() {
    pool.close();
  }

  @TestFactory
  Stream<DynamicContainer> everyExercise() {
    List<Exercise> exercises = exercises();
    assertFalse(exercises.isEmpty(), "exercises/ holds no exercise");
    return exercises.stream().map(e -> dynamicContainer(e.name(), promises(e)));
  }

  private static List<DynamicNode> promises(Exercise exercise) {
    List<Path> sources = new ArrayList<>(exercise.publicTests());
    sources.addAll(exercise.hiddenTests());
    Workbench bench = Workbench.of(exercise, sources, received.resolve(exercise.name()));
    // wrong answers have names of their own, so one compilation serves all of an exercise
    List<Path> answers = new ArrayList<>(exercise.wrongAnswers());
    answers.add(exercise.reference());
    Compilation compiled = Workbench.compiled(exercise, answers);
    Map<Path, Report> practised = new HashMap<>();
    return List.of(
        dynamicTest("starterIsTheReferenceWithHoles", () -> starterIsInStep(exercise)),
        dynamicTest("starterFailsLoudlyByName", () -> starterFailsLoudly(exercise, bench)),
        dynamicTest("referenceEarnsFullMarks", () -> referenceEarnsFullMarks(exercise, bench)),
        dynamicTest("everyTaskHasPublicAndHiddenTests", () -> everyTaskIsTested(exercise, bench)),
        dynamicTest("everyTaskHasThreeTiersOfHints", () -> everyTaskHasHints(exercise)),
        dynamicTest("everyTaskIsBrokenByAWrongAnswer", () -> everyTaskIsBroken(exercise)),
        dynamicContainer(
            "wrongAnswers",
            exercise.wrongAnswers().stream()
                .map(wrong -> wrongAnswer(wrong, bench, compiled, practised))),
        dynamicTest("marksLaneSaysTheSame", () -> marksLaneSaysTheSame(exercise, practised)));
  }

  /**
   * In a process of its own the reference earns full marks, and starter and wrong answers lose what
   * they lose in practice.
   */
  private static void marksLaneSaysTheSame(Exercise exercise, Map<Path, Report> practised) {
    String reference = read(exercise.reference());
    String starter = Starter.of(exercise, reference);
    try (Marker marker = Marker.open(exercise, SANDBOX, pool)) {
      Report full = marker.mark(answer(exercise, "reference", reference)).report();
      assertTrue(full.passed(), full::text);
      Report none = marker.mark(answer(exercise, "starter", starter)).report();
      assertEquals(0, none.points(), none::text);
      for (Path wrong : exercise.wrongAnswers()) {
        String name = nameOf(wrong);
        Report mine = practised.get(wrong);
        Report report =
            marked(marker, wrong(exercise, name, reference, read(wrong)), timeOuts(mine));
        assertFalse(report.passed(Integer.parseInt(note(wrong).group(1))), report::text);
        assertEquals(outcomes(mine), outcomes(report), name);
      }
    }
  }

  private static Submission answer(Exercise exercise, String id, String source) {
    return Submission.of(id, Map.of(exercise.subject() + ".java", source));
  }

  /** A wrong answer extends the reference: as a submission it has the subject's name itself. */
  private static Submission wrong(Exercise exercise, String name, String reference, String wrong) {
    String subject = "\\b" + exercise.subject() + "\\b";
    String right = exercise.subject() + "Right";
    return Submission.of(
        name,
        Map.of(
            right + ".java",
            reference.replaceAll(subject, right),
            exercise.subject() + ".java",
            wrong.replaceAll(subject, right).replaceAll("\\b" + name + "\\b", exercise.subject())));
  }

  /** More time-outs than in practice are a busy machine's: an endless loop has them again. */
  private static Report marked(Marker marker, Submission submission, long timeOuts) {
    Report report = marker.mark(submission).report();
    return timeOuts(report) > timeOuts ? marker.mark(submission).report() : report;
  }

  private static long timeOuts(Report report) {
    return report.tests().stream().filter(test -> test.outcome() == Outcome.TIMED_OUT).count();
  }

  private static Map<String, String> outcomes(Report report) {
    Map<String, String> outcomes = new TreeMap<>();
    report
        .tests()
        .forEach(
            test ->
                outcomes.put(
                    test.testCase().suite() + " " + test.test(),
                    test.outcome() + " " + test.message()));
    return outcomes;
  }

  private static void starterIsInStep(Exercise exercise) {
    String starter = Starter.of(exercise, read(exercise.reference()));
    assumeTrue(
        System.getenv("CI") != null || starter.equals(read(exercise.starter())),
        exercise.starter() + " is not the starter: taken for an answer (with CI set, an error)");
    assertEquals(
        starter,
        read(exercise.starter()),
        exercise.starter()
            + " is not the starter of "
            + exercise.reference()
            + ": java -cp target/unroll.jar unroll.grade.Starter rewrites it (and overwrites an"
            + " answer that was written into it)");
  }

  private static void starterFailsLoudly(Exercise exercise, Workbench bench) throws IOException {
    // the generated text, so that an answer in exercises/ does not change what is tested
    Path starter = Files.createDirectories(received.resolve("starter").resolve(exercise.name()));
    Path file = starter.resolve(exercise.subject() + ".java");
    Files.writeString(file, Starter.of(exercise, read(exercise.reference())));
    Report report = bench.check(List.of(file), exercise.subject());
    assertEquals(List.of(), report.problems());
    assertEquals(0, report.points());
    for (TestResult test : report.tests()) {
      if (test.testCase().needs().isEmpty()) {
        assertEquals(exercise.loudly(test.task()), test.message(), test.test());
      } else {
        assertEquals(Outcome.NOT_RUN, test.outcome(), test.test());
      }
    }
  }

  private static void referenceEarnsFullMarks(Exercise exercise, Workbench bench) {
    Report report = bench.check(List.of(exercise.reference()), exercise.subject());
    assertTrue(report.passed(), report::text);
    assertEquals(report.possible(), report.points());
  }

  private static void everyTaskIsTested(Exercise exercise, Workbench bench) {
    List<TestResult> tests = bench.check(new Object()).tests();
    assertEquals(exercise.tasks().keySet(), tasksOf(tests, exercise.publicTests()), "public");
    assertEquals(exercise.tasks().keySet(), tasksOf(tests, exercise.hiddenTests()), "hidden");
  }

  private static Set<Integer> tasksOf(List<TestResult> tests, List<Path> sources) {
    Set<String> suites = sources.stream().map(ExercisesTest::nameOf).collect(Collectors.toSet());
    return tests.stream()
        .filter(test -> suites.contains(test.testCase().suite()))
        .map(TestResult::task)
        .collect(Collectors.toSet());
  }

  private static void everyTaskHasHints(Exercise exercise) {
    Hints hints = Hints.of(exercise);
    List<Integer> tiers = exercise.tasks().keySet().stream().map(hints::tiers).toList();
    assertEquals(IntStream.range(0, tiers.size()).mapToObj(task -> Hints.TIERS).toList(), tiers);
  }

  private static void everyTaskIsBroken(Exercise exercise) {
    assertEquals(
        exercise.tasks().keySet(),
        exercise.wrongAnswers().stream()
            .map(wrong -> Integer.valueOf(note(wrong).group(1)))
            .collect(Collectors.toSet()));
    assertTrue(exercise.wrongAnswers().size() >= 4, "at least four wrong answers");
  }

  private static DynamicTest wrongAnswer(
      Path wrong, Workbench bench, Compilation compiled, Map<Path, Report> practised) {
    String name = nameOf(wrong);
    return dynamicTest(
        name,
        () -> {
          Matcher note = note(wrong);
          int task = Integer.parseInt(note.group(1));
          Report report = bench.check(compiled, name);
          practised.put(wrong, report);
          assertEquals(List.of(), report.problems());
          assertFalse(report.passed(task), report::text);
          assertTrue(
              report.task(task).stream().anyMatch(test -> test.message().contains(note.group(2))),
              () -> "no message names \"" + note.group(2) + "\":\n" + report.text());
          assertTrue(
              report.tests().stream().noneMatch(t -> t.outcome() == Outcome.GRADER_FAULT),
              report::text);
        });
  }

  private static String nameOf(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  private static Matcher note(Path wrong) {
    Matcher note = NOTE.matcher(read(wrong));
    assertTrue(note.find(), () -> wrong + " does not say which task it breaks");
    return note;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

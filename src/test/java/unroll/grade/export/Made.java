package unroll.grade.export;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import unroll.grade.CompileProblem;
import unroll.grade.Exercise;
import unroll.grade.Marks;
import unroll.grade.Outcome;
import unroll.grade.Report;
import unroll.grade.TestCase;
import unroll.grade.TestResult;
import unroll.grade.Visibility;
import unroll.grade.intake.Handin;
import unroll.grade.intake.SourceFile;
import unroll.grade.report.Result;
import unroll.grade.report.Sender;

/** Results of every kind, made up: what a format must write. */
final class Made {
  /** Text that means something in HTML, Markdown, XML, JSON and to the runner of GitHub Actions. */
  static final String NASTY =
      "Mine.java, line 2: expected <b>1</b>, came 50%\n::error::forged\n```\n| a | \u0000\u001b[31m"
          + " ]]> & \"\ud800";

  static final Exercise EXERCISE = exercise();

  private Made() {}

  private static Exercise exercise() {
    TreeMap<Integer, String> tasks = new TreeMap<>();
    tasks.put(1, "twice");
    tasks.put(2, "sum");
    return new Exercise(
        "90-numbers",
        "Numbers & <more>",
        Path.of("exercises/e90_numbers"),
        Path.of("solutions/e90_numbers"),
        "Numbers",
        "Mine",
        tasks);
  }

  /** Every kind of result, each with a name for messages. */
  static List<Result> all() {
    return List.of(
        passed(),
        failed(NASTY),
        mixed(),
        marked(Outcome.TIMED_OUT, "too late"),
        marked(Outcome.CRASHED, "gone"),
        notCompiled(),
        unreadable(),
        fault(),
        brokenGrader());
  }

  static Result passed() {
    return marked(Outcome.PASSED, "");
  }

  static Result failed(String message) {
    return marked(Outcome.FAILED, message);
  }

  /** The first task right, the second wrong, the bonus earned. */
  static Result mixed() {
    return result(
        tests(Outcome.PASSED, Outcome.FAILED, Outcome.PASSED, "Mine.java, line 7: no"), List.of());
  }

  static Result notCompiled() {
    return result(
        tests(
            Outcome.COMPILE_ERROR,
            Outcome.COMPILE_ERROR,
            Outcome.COMPILE_ERROR,
            "It does not compile."),
        List.of(new CompileProblem("Mine.java", 3, 5, "';' expected\nhere: 100%", "int x")));
  }

  static Result unreadable() {
    Handin handin =
        new Handin(
            "carl.rar",
            List.of(),
            List.of("A notice."),
            Optional.of("carl.rar cannot be read: hand in a .java file."));
    return result(handin, Optional.empty(), "");
  }

  /** A test that broke; the second task's tests were right. */
  static Result fault() {
    return result(
        tests(Outcome.PASSED, Outcome.GRADER_FAULT, Outcome.PASSED, "secret of the test"),
        List.of());
  }

  /** A grader that could not even begin. */
  static Result brokenGrader() {
    return result(handin(), Optional.empty(), "secret of the test");
  }

  private static Result marked(Outcome outcome, String message) {
    return result(tests(outcome, outcome, outcome, message), List.of());
  }

  private static List<TestResult> tests(
      Outcome first, Outcome second, Outcome bonus, String message) {
    List<TestResult> tests = new ArrayList<>();
    tests.add(test(1, "twiceIsTwice", 2, false, Visibility.VISIBLE, first, message));
    tests.add(test(2, "sumIsSum", 1, false, Visibility.AFTER_PUBLISHED, second, message));
    tests.add(test(2, "nobodySees", 2, true, Visibility.HIDDEN, bonus, message));
    return tests;
  }

  private static TestResult test(
      int task,
      String name,
      int weight,
      boolean bonus,
      Visibility visibility,
      Outcome outcome,
      String message) {
    return new TestResult(
        new TestCase(task, "MineTest", name, weight, bonus, visibility, Set.of()),
        outcome,
        outcome == Outcome.PASSED ? "" : message,
        Duration.ofMillis(12));
  }

  private static Result result(List<TestResult> tests, List<CompileProblem> problems) {
    Marks marks =
        new Marks(
            "anna",
            new Report(EXERCISE, tests, problems),
            "glass",
            true,
            "0".repeat(64),
            "1".repeat(64),
            Duration.ofMillis(250));
    return result(handin(), Optional.of(marks), "");
  }

  private static Handin handin() {
    SourceFile file = new SourceFile("Mine.java", "anna/src/Mine.java", "class Mine {}", 0);
    return new Handin("anna", List.of(file), List.of(), Optional.empty());
  }

  private static Result result(Handin handin, Optional<Marks> marks, String fault) {
    Instant at = Instant.parse("2026-11-23T19:00:00Z");
    return new Result(EXERCISE, handin, Sender.once(handin.id()), marks, fault, "", at);
  }
}

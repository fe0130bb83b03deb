package unroll.grade.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/** Results to write feedback of, made up. */
final class Examples {
  static final Instant AT = Instant.parse("2026-03-14T15:09:26Z");
  static final String CODE = "class Mine {\n  int twice(int x) {\n    return x;\n  }\n}\n";

  private Examples() {}

  /** An exercise of two tasks, with hints for the second one. */
  static Exercise exercise(Path home) throws IOException {
    Path folder = Files.createDirectories(home.resolve("exercises/e90_numbers"));
    Files.writeString(
        folder.resolve("README.md"),
        """
        # 90-numbers

        <details><summary>Hint 2.1: where to look</summary>

        What is the sum of *no* numbers?

        </details>

        <details><summary>Hint 2.2: how to think of it</summary>

            int sum = 0;

        </details>
        """);
    return new Exercise(
        "90-numbers",
        "Numbers, twice",
        folder,
        home.resolve("solutions/e90_numbers"),
        "Numbers",
        "Mine",
        new TreeMap<>(Map.of(1, "twice a number", 2, "a sum")));
  }

  static TestResult test(int task, String name, int weight, Visibility visibility, String failure) {
    return new TestResult(
        new TestCase(task, "NumbersTest", name, weight, false, visibility, Set.of()),
        failure.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
        failure,
        Duration.ofMillis(20));
  }

  /** What the tests say of an answer that does not compile. */
  static List<TestResult> uncompiled() {
    return List.of(
        test(1, "twiceOfTwo", 2, Visibility.VISIBLE, "It does not compile.")
            .but(Outcome.COMPILE_ERROR, "It does not compile."));
  }

  static Handin handin(String id, String code, String... notices) {
    SourceFile file = new SourceFile("Mine.java", id + "/src/Mine.java", code, 0);
    return new Handin(id, List.of(file), List.of(notices), Optional.empty());
  }

  static Result graded(Exercise exercise, Handin handin, List<TestResult> tests) {
    return graded(exercise, handin, tests, List.of());
  }

  static Result graded(
      Exercise exercise, Handin handin, List<TestResult> tests, List<CompileProblem> problems) {
    Marks marks =
        new Marks(
            handin.id(),
            new Report(exercise, tests, problems),
            "glass",
            true,
            "0".repeat(64),
            "1".repeat(64),
            Duration.ofMillis(250));
    return new Result(
        exercise, handin, Sender.once(handin.id()), Optional.of(marks), "", "key", AT);
  }

  /** Task 1 passes, task 2 fails in a test of each visibility. */
  static Result mixed(Exercise exercise) {
    return graded(
        exercise,
        handin("anna", CODE, "It was read as Latin-1."),
        List.of(
            test(1, "twiceOfTwo", 2, Visibility.VISIBLE, ""),
            test(2, "openClaim", 3, Visibility.VISIBLE, "Mine.java, line 3: expected 4, came 2"),
            test(2, "dueClaim", 1, Visibility.AFTER_DUE_DATE, "Mine.java, line 2: words when due"),
            test(
                2,
                "backClaim",
                1,
                Visibility.AFTER_PUBLISHED,
                "Mine.java, line 4: words when back"),
            test(2, "secretClaim", 2, Visibility.HIDDEN, "Mine.java, line 1: words of no page")));
  }
}

package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small exercise in a course of its own: what a report says of each way to go wrong. */
class PracticeTest {
  @TempDir Path home;

  @BeforeEach
  void makeCourse() throws IOException {
    write(
        "exercise.properties",
        """
        title = Numbers
        contract = Numbers
        subject = Mine
        task.1 = twice a number
        task.2 = the sum of a list of pairs
        """);
    write(
        "Numbers.java",
        """
        package e90_numbers;
        public interface Numbers {
          record Pair(double left, double right) {}
          double twice(double x);
          double sum(java.util.List<Pair> pairs);
          Pair swap(Pair pair);
        }
        """);
    write(
        "NumbersTest.java",
        """
        package e90_numbers;
        import org.junit.jupiter.api.*;
        import org.junit.jupiter.api.extension.ExtendWith;
        import unroll.grade.*;
        @ExtendWith(SubjectExtension.class)
        class NumbersTest {
          final Numbers numbers;
          NumbersTest(Numbers numbers) { this.numbers = numbers; }
          @Test @Task(1) @Points(3) @TimeLimit(seconds = 3) void twiceIsTwice() {
            Expect.that("twice 21", numbers.twice(21)).is(42, 0, "twice");
          }
          @Test @Task(1) @TimeLimit(seconds = 3) void twiceNothingIsNothing() {
            Expect.that("twice 0", numbers.twice(0)).is(0, 0, "twice");
          }
          @Test @Task(2) @Points(value = 2, bonus = true) void swapTwiceIsTheSame() {
            Numbers.Pair pair = numbers.swap(numbers.swap(new Numbers.Pair(3, 4)));
            Expect.that("left of the pair swapped twice", pair.left()).is(3, 0, "swap");
          }
          @Test @Task(value = 2, needs = 1) void twiceTheSum() {
            double sum = numbers.twice(numbers.sum(java.util.List.of(new Numbers.Pair(1, 2))));
            Expect.that("twice the sum", sum).is(6, 0, "sum");
          }
          @Test @Task(2) void sumAddsPairs() {
            Numbers.Pair swapped = numbers.swap(new Numbers.Pair(3, 4));
            double sum = numbers.sum(java.util.List.of(new Numbers.Pair(1, 2), swapped));
            Expect.that("the sum", sum).is(10, 0, "sum");
            Expect.that("left of the swapped", swapped.left()).is(4, 0, "swap");
          }
        }
        """);
  }

  @Test
  void rightAnswerEarnsEveryPoint() throws IOException {
    Report report = check("return 2 * x;");
    assertTrue(report.passed(), report::text);
    assertEquals(6 + 2, report.points(), "a bonus comes on top");
    assertEquals(6, report.possible());
    assertTrue(report.text().endsWith("All tests passed."));
  }

  @Test
  void taskIsSolvedWithoutItsBonus() throws IOException {
    write(
        "Mine.java",
        mine("return 2 * x;").replace("new Pair(pair.right(), pair.left())", "new Pair(4, 3)"));
    Report report = Practice.check(home, "90-numbers");
    assertTrue(report.passed(), report::text);
    assertEquals(6, report.points());
  }

  @Test
  void testThatNeedsAWrongTaskIsSaidNotRunAndCountsNothing() throws IOException {
    Report report = check("return x + 21;");
    TestResult needing = resultOf(report, "twiceTheSum");
    assertEquals(Outcome.NOT_RUN, needing.outcome());
    assertEquals("Not run: it builds on task 1, which does not pass yet.", needing.message());
    assertEquals(0, needing.points());
  }

  @Test
  void testThatNeedsALaterTaskIsTheGradersFault() throws IOException {
    Path test = folder().resolve("NumbersTest.java");
    Files.writeString(test, Files.readString(test).replace("needs = 1", "needs = 2"));
    Report report = check("return 2 * x;");
    assertEquals(Outcome.GRADER_FAULT, resultOf(report, "twiceTheSum").outcome());
  }

  @Test
  void everyTestIsVisibleUnlessItSaysOtherwiseOrLiesInSolutions() throws IOException {
    Path hidden = home.resolve("solutions").resolve("e90_numbers").resolve("hidden");
    Path test = folder().resolve("NumbersTest.java");
    assertEquals(Visibility.VISIBLE, visibilityOf("sumAddsPairs"));
    Files.writeString(
        test,
        Files.readString(test)
            .replace(
                "@Test @Task(2) void", "@Test @Task(2) @Shown(Visibility.AFTER_DUE_DATE) void"));
    assertEquals(Visibility.AFTER_DUE_DATE, visibilityOf("sumAddsPairs"));
    Files.createDirectories(hidden);
    Files.copy(test, hidden.resolve("NumbersTest.java"));
    assertEquals(Visibility.HIDDEN, visibilityOf("twiceIsTwice"));
    assertEquals(Visibility.AFTER_DUE_DATE, visibilityOf("sumAddsPairs"));
  }

  private Visibility visibilityOf(String test) throws IOException {
    return resultOf(check("return 2 * x;"), test).testCase().visibility();
  }

  @Test
  void wrongTaskLosesItsPointsOnly() throws IOException {
    Report report = check("return x + 21;");
    assertEquals(List.of(1, 2), failedTasks(report));
    assertEquals(3 + 1 + 2, report.points());
    assertEquals(6, report.possible());
    assertEquals(1, report.nextTask().orElseThrow());
    assertTrue(report.text().contains("twice 0: expected 0.00000000000, came 21.0000000000."));
  }

  @Test
  void compileErrorIsShownAtTheStudentsLine() throws IOException {
    Report report = check("return 2 * y;");
    assertEquals(
        List.of(Outcome.COMPILE_ERROR),
        report.tests().stream().map(TestResult::outcome).distinct().toList());
    assertEquals(6, report.possible());
    CompileProblem problem = report.problems().get(0);
    assertEquals("Mine.java", problem.file());
    assertEquals(4, problem.line());
    assertTrue(report.text().contains("Mine.java, line 4\n    cannot find symbol"), report::text);
    assertTrue(report.text().contains("return 2 * y;\n"), report::text);
  }

  @Test
  void exceptionIsShownAtTheStudentsLine() throws IOException {
    String message = messageOf(check("return 1 / ((int) x / 100);"), "twiceIsTwice");
    assertEquals(
        "Your code threw ArithmeticException at Mine.java, line 4 (twice): / by zero", message);
  }

  @Test
  void endlessRecursionIsAFailureOfTheAnswer() throws IOException {
    Report report = check("return twice(x + 1) - 1;");
    assertEquals(Outcome.FAILED, report.tests().get(0).outcome());
    assertTrue(
        messageOf(report, "twiceIsTwice").startsWith("Your code threw StackOverflowError at"));
  }

  @Test
  void hugeAllocationIsAFailureOfTheAnswer() throws IOException {
    Report report = check("return new double[Integer.MAX_VALUE][1 << 20].length;");
    assertTrue(messageOf(report, "twiceIsTwice").startsWith("Your code threw OutOfMemoryError"));
  }

  @Test
  void endlessLoopTimesOutAtItsLineAndTheRestOfTheTaskIsNotRun() throws IOException {
    Report report =
        check("while (x == x && !Thread.currentThread().isInterrupted()) { x += 0; } return x;");
    assertEquals(
        List.of(Outcome.NOT_RUN, Outcome.TIMED_OUT),
        report.task(1).stream().map(TestResult::outcome).sorted().toList());
    assertEquals(Outcome.PASSED, resultOf(report, "sumAddsPairs").outcome());
    assertTrue(
        report.text().contains("did not end within 3 s; it was at Mine.java, line 4 (twice)"),
        report::text);
  }

  @Test
  void constructorThatThrowsFailsTheAnswerNotTheGrader() throws IOException {
    write(
        "Mine.java",
        mine("return 2 * x;")
            .replace(
                "implements Numbers {",
                "implements Numbers { { if (true) throw new IllegalStateException(\"no\"); }"));
    Report report = Practice.check(home, "90-numbers");
    assertEquals(Outcome.FAILED, report.tests().get(0).outcome());
    assertTrue(
        report.text().contains("Your code threw IllegalStateException at Mine.java"), report::text);
  }

  @Test
  void answerCannotSeeTheKit() throws IOException {
    Report report = check("return unroll.grade.Hints.TIERS;");
    assertEquals("package unroll.grade does not exist", report.problems().get(0).message());
  }

  @Test
  void brokenTestIsTheGradersFault() throws IOException {
    Path test = folder().resolve("NumbersTest.java");
    Files.writeString(
        test,
        Files.readString(test)
            .replace(
                "Expect.that(\"twice 0\"", "Integer.parseInt(\"?\"); Expect.that(\"twice 0\""));
    Report report = check("return 2 * x;");
    assertTrue(
        report.text().contains("The test itself is broken, your answer is not judged"),
        report::text);
    assertFalse(report.passed());
  }

  @Test
  void testsThatDoNotCompileAreNamed() throws IOException {
    write("NumbersTest.java", "package e90_numbers; class NumbersTest { int x = \"\"; }");
    assertTrue(
        assertThrows(IllegalStateException.class, () -> check("return 2 * x;"))
            .getMessage()
            .startsWith("The tests of 90-numbers do not compile: NumbersTest.java:1: "));
  }

  @Test
  void objectWithItsOwnRecordsPassesForTheContract() {
    Exercise exercise = Exercise.named(home, "90-numbers");
    Report report = Workbench.of(exercise, exercise.publicTests(), home).check(new FromANotebook());
    assertTrue(report.passed(), report::text);
  }

  @Test
  void objectWithoutAMethodIsToldWhichOne() {
    Exercise exercise = Exercise.named(home, "90-numbers");
    Report report = Workbench.of(exercise, exercise.publicTests(), home).check(new Object());
    assertEquals(
        "Your class needs a method twice with 1 parameters.", messageOf(report, "twiceIsTwice"));
  }

  @Test
  void unknownExerciseListsThoseThereAre() {
    assertEquals(
        "There is no exercise \"91-x\". There are: 90-numbers.",
        assertThrows(IllegalArgumentException.class, () -> Practice.check(home, "91-x"))
            .getMessage());
  }

  @Test
  void missingAnswerIsNamed() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Practice.check(home, "90-numbers"))
            .getMessage()
            .endsWith("Mine.java."));
  }

  /** As a learner writes it in a cell: no contract, a record of its own, nothing public. */
  static final class FromANotebook {
    record Couple(double left, double right) {}

    double twice(double x) {
      return 2 * x;
    }

    double sum(List<Couple> pairs) {
      return pairs.stream().collect(Collectors.summingDouble(pair -> pair.left() + pair.right()));
    }

    Couple swap(Couple pair) {
      return new Couple(pair.right(), pair.left());
    }
  }

  private Report check(String body) throws IOException {
    write("Mine.java", mine(body));
    return Practice.check(home, "90-numbers");
  }

  private static String mine(String body) {
    return """
    package e90_numbers;
    public class Mine implements Numbers {
      @Override public double twice(double x) {
        %s
      }
      @Override public double sum(java.util.List<Pair> pairs) {
        double sum = 0;
        for (Pair pair : pairs) sum += pair.left() + pair.right();
        return sum;
      }
      @Override public Pair swap(Pair pair) { return new Pair(pair.right(), pair.left()); }
    }
    """
        .formatted(body);
  }

  private static List<Integer> failedTasks(Report report) {
    return Stream.of(1, 2).filter(task -> !report.passed(task)).toList();
  }

  private static String messageOf(Report report, String test) {
    return resultOf(report, test).message();
  }

  private static TestResult resultOf(Report report, String test) {
    return report.tests().stream()
        .filter(each -> each.test().equals(test))
        .findFirst()
        .orElseThrow();
  }

  private Path folder() {
    return home.resolve("exercises").resolve("e90_numbers");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve(name), text);
  }
}

package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.grade.sandbox.Sandbox;

/**
 * A small exercise whose contract uses all that can cross: what the marks lane makes of answers.
 */
class MarkerTest {
  private static final String CONTRACT =
      """
      package e91_marks;
      import java.util.List;
      import java.util.Map;
      public interface Marked {
        enum Side { LEFT, RIGHT }
        record Pair(double left, double right) {}
        interface Function { double at(double x); }
        void scale(double[] values, double factor);
        double integral(Function function, double from, double to);
        Map<Side, List<Double>> split(List<Pair> pairs);
        double root(double x);
        int count();
      }
      """;

  private static final String RIGHT =
      """
      package e91_marks;
      import java.util.*;
      /** Right. */
      public class Mine implements Marked {
        private static int count;
        @Override public void scale(double[] values, double factor) {
          // BEGIN SOLUTION 1
          for (int i = 0; i < values.length; i++) values[i] *= factor;
          // END SOLUTION 1
        }
        @Override public double integral(Function function, double from, double to) {
          // BEGIN SOLUTION 2
          return (to - from) * (function.at(from) + function.at(to)) / 2;
          // END SOLUTION 2
        }
        @Override public Map<Side, List<Double>> split(List<Pair> pairs) {
          // BEGIN SOLUTION 3
          Map<Side, List<Double>> sides = new EnumMap<>(Side.class);
          sides.put(Side.LEFT, pairs.stream().map(Pair::left).toList());
          sides.put(Side.RIGHT, pairs.stream().map(Pair::right).toList());
          return sides;
          // END SOLUTION 3
        }
        @Override public double root(double x) {
          // BEGIN SOLUTION 4
          if (x < 0) throw new IllegalArgumentException("a negative number: " + x);
          return Math.sqrt(x);
          // END SOLUTION 4
        }
        @Override public int count() { return ++count; }
      }
      """;

  private static final String TESTS =
      """
      package e91_marks;
      import static org.junit.jupiter.api.Assertions.*;
      import java.util.*;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.extension.ExtendWith;
      import unroll.grade.*;
      @ExtendWith(SubjectExtension.class)
      class @NAME@ {
        private static final double[] VALUES = {1, 2, 3};
        private final Marked mine;
        @NAME@(Marked mine) { this.mine = mine; }
        @Test @Task(1) void valuesAreScaledInPlace() {
          double[] values = {1, 2, 3};
          mine.scale(values, 2);
          assertArrayEquals(new double[] {2, 4, 6}, values);
        }
        @Test @Task(1) void fixtureIsFreshForEachSubmission() {
          mine.scale(VALUES, 2);
          assertArrayEquals(new double[] {2, 4, 6}, VALUES);
        }
        @Test @Task(2) @TimeLimit(seconds = 2) void integralAsksTheFunction() {
          assertEquals(6, mine.integral(x -> 2 * x + 1, 1, 2.5) - 0.75, 1e-12);
        }
        @Test @Task(3) void pairsAreSplit() {
          Map<Marked.Side, List<Double>> sides =
              mine.split(List.of(new Marked.Pair(1, 2), new Marked.Pair(3, 4)));
          assertEquals(List.of(2.0, 4.0), sides.get(Marked.Side.RIGHT));
        }
        @Test @Task(4) void negativeNumbersAreRefused() {
          assertEquals(
              "a negative number: -1.0",
              assertThrows(IllegalArgumentException.class, () -> mine.root(-1)).getMessage());
          assertEquals(3, mine.root(9));
        }
        @Test @Task(4) void staticFieldsAreEmptyForEachTestClass() {
          assertEquals(1, mine.count());
        }
      }
      """;

  @TempDir static Path home;

  private static Marker marker;

  @BeforeAll
  static void open() throws IOException {
    write("exercises/e91_marks/exercise.properties", description());
    write("exercises/e91_marks/Marked.java", CONTRACT);
    write("exercises/e91_marks/MineTest.java", TESTS.replace("@NAME@", "MineTest"));
    write("solutions/e91_marks/Mine.java", RIGHT);
    write(
        "solutions/e91_marks/hidden/MineHiddenTest.java",
        TESTS.replace("@NAME@", "MineHiddenTest"));
    // the strongest rung there is: what is told here must be true on each
    Sandbox sandbox = Sandbox.best().hidesFiles() ? Sandbox.best() : Sandbox.none();
    marker = Marker.open(exercise(), sandbox, 1);
  }

  private static String description() {
    return """
        title = Marks
        contract = Marked
        subject = Mine
        task.1 = scale in place
        task.2 = ask a function
        task.3 = split
        task.4 = refuse
        """;
  }

  @AfterAll
  static void close() {
    marker.close();
  }

  @Test
  void rightAnswerEarnsEveryPoint() {
    Marks marks = mark(RIGHT);
    assertEquals(12, marks.report().points(), marks.report()::text);
    assertEquals(Outcome.PASSED, marks.verdict());
  }

  @Test
  void sameAnswerHasTheSameHash() {
    assertEquals(mark(RIGHT).submissionHash(), mark(RIGHT).submissionHash());
    assertFalse(mark(RIGHT).submissionHash().equals(mark(RIGHT + " ").submissionHash()));
    assertEquals(64, mark(RIGHT).exerciseHash().length());
  }

  @Test
  void compileErrorIsShownAtTheStudentsLine() {
    Marks marks = mark(RIGHT.replace("Math.sqrt(x)", "Math.squirt(x)"));
    assertEquals(Outcome.COMPILE_ERROR, marks.verdict());
    CompileProblem problem = marks.report().problems().get(0);
    assertEquals("Mine.java", problem.file());
    assertEquals(27, problem.line());
    assertTrue(problem.source().contains("Math.squirt(x)"));
    assertEquals(12, marks.report().possible());
  }

  @Test
  void exceptionIsShownAtTheStudentsLine() {
    Marks marks = mark(RIGHT.replace("return Math.sqrt(x);", "return 1 / (int) (x - x);"));
    assertTrue(
        marks.report().text().contains("Your code threw ArithmeticException at Mine.java, line 27"),
        marks.report()::text);
  }

  @Test
  void exceptionOfTheStudentsOwnIsNamed() {
    Marks marks =
        mark(
            RIGHT
                .replace(
                    "@Override public int count()",
                    "static class Odd extends RuntimeException"
                        + " {} @Override public int count()")
                .replace("return ++count", "throw new Odd()"));
    assertTrue(
        marks.report().text().contains("Your code threw Odd at Mine.java, line 30 (count)."),
        marks.report()::text);
  }

  @Test
  void endlessLoopTimesOutAtItsLine() {
    Marks marks =
        mark(RIGHT.replace("return (to - from)", "while (from == from) {} return (to - from)"));
    assertEquals(Outcome.TIMED_OUT, marks.verdict());
    assertEquals(10, marks.report().points(), marks.report()::text);
    assertTrue(
        marks.report().text().contains("2 s; it was at Mine.java, line 13 (integral)"),
        marks.report()::text);
  }

  @Test
  void missingClassIsTheAnswersMistake() {
    Marks marks = mark("package e91_marks; class Other {}");
    assertEquals(0, marks.report().points());
    assertTrue(
        marks
            .report()
            .text()
            .contains(
                "There must be a class e91_marks.Mine with a constructor without parameters."),
        marks.report()::text);
  }

  @Test
  void emptySubmissionDoesNotCompile() {
    Marks marks = marker.mark(Submission.of("nobody", Map.of()));
    assertEquals(Outcome.COMPILE_ERROR, marks.verdict());
    assertEquals(
        "There is no answer: hand in Mine.java.", marks.report().problems().get(0).message());
  }

  @Test
  void contractAndTestsThatWereHandedInAreLeftOut() {
    Map<String, String> folder = new TreeMap<>();
    folder.put("all/Mine.java", RIGHT);
    folder.put("all/Marked.java", "package e91_marks; public interface Marked {}");
    folder.put("all/MineTest.java", "nothing that compiles");
    assertEquals(12, marker.mark(Submission.of("a folder", folder)).report().points());
  }

  @Test
  void constructorThatThrowsFailsTheAnswer() {
    Marks marks =
        mark(
            RIGHT.replace(
                "private static int count;",
                "private static int count; { if (true) throw new IllegalStateException(\"no\"); }"));
    assertEquals(Outcome.FAILED, marks.verdict(), marks.report()::text);
    assertTrue(
        marks
            .report()
            .text()
            .contains("Your code threw IllegalStateException at Mine.java, line 5"),
        marks.report()::text);
  }

  @Test
  void staticInitialiserThatThrowsFailsTheAnswer() {
    Marks marks =
        mark(RIGHT.replace("static int count;", "static int count = Integer.parseInt(\"?\");"));
    assertEquals(Outcome.FAILED, marks.verdict(), marks.report()::text);
    assertEquals(0, marks.report().points());
  }

  @Test
  void functionThatIsCalledFromAnotherThreadIsRefused() {
    Marks marks =
        mark(
            RIGHT.replace(
                "return (to - from) *",
                """
                double[] at = new double[1];
                Thread other = new Thread(() -> at[0] = function.at(from));
                other.start();
                try { other.join(); } catch (InterruptedException e) { return 0; }
                return at[0] * (to - from) *"""));
    assertEquals(10, marks.report().points(), marks.report()::text);
    assertEquals(Outcome.FAILED, marks.verdict());
  }

  @Test
  void referenceThatFailsIsNotOpened() throws IOException {
    String said = broken("solutions/e91_marks/Mine.java", RIGHT.replace("*= factor", "+= factor"));
    assertTrue(said.startsWith("The reference of 91-marks does not pass "), said);
  }

  @Test
  void contractThatCannotCrossIsNotOpened() throws IOException {
    String said =
        broken(
            "exercises/e91_marks/Marked.java",
            CONTRACT.replace(
                "int count();", "int count(); default Thread thread() { return null; }"));
    assertEquals("The contract of 91-marks: Marked.thread: java.lang.Thread cannot cross", said);
  }

  @Test
  void exerciseWithoutItsReferenceIsNotOpened() throws IOException {
    Path reference = home.resolve("solutions/e91_marks/Mine.java");
    Files.delete(reference);
    try {
      assertTrue(
          assertThrows(
                  IllegalStateException.class, () -> Marker.open(exercise(), Sandbox.none(), 1))
              .getMessage()
              .startsWith("The marks of 91-marks need its reference: "));
    } finally {
      write("solutions/e91_marks/Mine.java", RIGHT);
    }
  }

  @Test
  void workersThatDoNotStartAreNoFaultOfTheAnswers() throws IOException {
    Failing sandbox = new Failing();
    try (Marker failing = Marker.open(exercise(), sandbox, 1)) {
      sandbox.fails = true;
      failing.mark(submission(RIGHT));
      failing.mark(submission(RIGHT));
      Marks marks = failing.mark(submission(RIGHT));
      assertEquals(Outcome.GRADER_FAULT, marks.verdict(), marks.report()::text);
      assertFalse(marks.official());
    }
  }

  /** A machine that gets full in the middle of a class. */
  private static final class Failing implements Sandbox {
    private final Sandbox none = Sandbox.none();
    volatile boolean fails;

    @Override
    public String name() {
      return none.name();
    }

    @Override
    public boolean official() {
      return false;
    }

    @Override
    public boolean hidesFiles() {
      return false;
    }

    @Override
    public void grant(Path file, int cell) throws IOException {
      none.grant(file, cell);
    }

    @Override
    public Process start(Cell cell) throws IOException {
      if (fails) {
        throw new IOException("no room for another process");
      }
      return none.start(cell);
    }

    @Override
    public void end(Cell cell, Process process) {
      none.end(cell, process);
    }
  }

  private static String broken(String file, String text) throws IOException {
    String before = Files.readString(home.resolve(file));
    write(file, text);
    try {
      return assertThrows(
              IllegalStateException.class, () -> Marker.open(exercise(), Sandbox.none(), 1))
          .getMessage();
    } finally {
      write(file, before);
    }
  }

  private static Marks mark(String source) {
    return marker.mark(submission(source));
  }

  private static Submission submission(String source) {
    return Submission.of("somebody", Map.of("Mine.java", source));
  }

  private static Exercise exercise() {
    return Exercise.named(home, "91-marks");
  }

  private static void write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

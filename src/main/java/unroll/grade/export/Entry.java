package unroll.grade.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import unroll.grade.Marks;
import unroll.grade.Outcome;
import unroll.grade.TestResult;
import unroll.grade.Visibility;
import unroll.grade.report.Result;
import unroll.grade.report.Status;

/**
 * One line of a result where a platform knows no visibilities: a test that may be shown, or all
 * those that may not, added up. The points of all entries are those of the result.
 *
 * @param task the task's number, 0 for tests that are not shown
 * @param suite where the test belongs, one word
 * @param name what a right answer does
 * @param points earned
 * @param possible that count; 0 for a bonus
 * @param outcome the gravest of those added up
 * @param message for the student, empty if there is nothing to say
 * @param time how long it took
 */
record Entry(
    int task,
    String suite,
    String name,
    int points,
    int possible,
    Outcome outcome,
    String message,
    Duration time) {

  /**
   * The entries of a result.
   *
   * @param result the result
   * @param moment when it will be read: what is shown later is added up
   * @return in the order of the tests, those not shown last; none if it has no score
   */
  static List<Entry> of(Result result, Visibility moment) {
    if (result.status() != Status.GRADED) {
      return List.of();
    }
    Marks marks = result.marks().orElseThrow();
    List<Entry> entries = new ArrayList<>();
    List<TestResult> unshown = new ArrayList<>();
    for (TestResult test : marks.report().tests()) {
      if (test.testCase().visibility().isShownAt(moment)) {
        entries.add(of(test));
      } else {
        unshown.add(test);
      }
    }
    if (!unshown.isEmpty()) {
      entries.add(addedUp(unshown));
    }
    return entries;
  }

  private static Entry of(TestResult test) {
    return new Entry(
        test.task(),
        test.testCase().suite(),
        "task " + test.task() + ": " + test.claim() + (test.testCase().bonus() ? " (bonus)" : ""),
        test.points(),
        test.possible(),
        test.outcome(),
        test.message(),
        test.time());
  }

  private static Entry addedUp(List<TestResult> tests) {
    long passed = tests.stream().filter(test -> test.outcome() == Outcome.PASSED).count();
    boolean contents = tests.stream().allMatch(TestResult::contents);
    return new Entry(
        0,
        "NotShown",
        "tests that are not shown",
        tests.stream().mapToInt(TestResult::points).sum(),
        tests.stream().mapToInt(TestResult::possible).sum(),
        contents ? Outcome.PASSED : Outcome.FAILED,
        passed + " of " + tests.size() + " passed.",
        tests.stream().map(TestResult::time).reduce(Duration.ZERO, Duration::plus));
  }

  /** Whether the answer is right as far as this goes. */
  boolean passed() {
    return outcome == Outcome.PASSED;
  }
}

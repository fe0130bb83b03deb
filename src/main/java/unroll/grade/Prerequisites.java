package unroll.grade;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes out of the count what says nothing because an earlier task is wrong. */
final class Prerequisites {
  // there the reason is another, and graver
  private static final Set<Outcome> UNTOUCHED =
      EnumSet.of(Outcome.COMPILE_ERROR, Outcome.GRADER_FAULT);

  private Prerequisites() {}

  /**
   * Marks each test as not run that needs a task which does not pass. A task that has no test here
   * stands in nobody's way; a task whose test was taken out does not pass.
   *
   * @param results what the tests said
   * @return the same tests in the same order
   */
  static List<TestResult> applied(List<TestResult> results) {
    Set<Integer> failed = new TreeSet<>();
    for (int task : new TreeSet<>(results.stream().map(TestResult::task).toList())) {
      if (results.stream()
          .filter(result -> result.task() == task)
          .anyMatch(result -> !result.contents() || lacking(result, failed).isPresent())) {
        failed.add(task);
      }
    }
    return results.stream()
        .map(
            result ->
                UNTOUCHED.contains(result.outcome())
                    ? result
                    : lacking(result, failed)
                        .map(task -> result.but(Outcome.NOT_RUN, message(task)))
                        .orElse(result))
        .toList();
  }

  private static Optional<Integer> lacking(TestResult result, Set<Integer> failed) {
    return result.testCase().needs().stream().filter(failed::contains).sorted().findFirst();
  }

  /** Why a test that needs a task was not run. */
  static String message(int task) {
    return "Not run: it builds on task " + task + ", which does not pass yet.";
  }
}

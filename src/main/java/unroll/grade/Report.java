package unroll.grade;

import java.util.List;
import java.util.Optional;

/**
 * What the tests of an exercise said about one answer.
 *
 * @param exercise the exercise
 * @param tests one result a test, by task
 * @param problems the compiler's errors; empty if the answer compiles
 */
public record Report(Exercise exercise, List<TestResult> tests, List<CompileProblem> problems) {

  /** Copies the lists, and takes out of the count what needs a task that does not pass. */
  public Report {
    tests = Prerequisites.applied(tests);
    problems = List.copyOf(problems);
  }

  /**
   * Whether every test passed that is no bonus, and there was one.
   *
   * @return true if the exercise is solved
   */
  public boolean passed() {
    return !tests.isEmpty() && tests.stream().allMatch(TestResult::contents);
  }

  /**
   * The points earned in all tests.
   *
   * @return 0 or more; over {@link #possible()} where bonus tests passed
   */
  public int points() {
    return tests.stream().mapToInt(TestResult::points).sum();
  }

  /**
   * The points of all tests that are no bonus.
   *
   * @return the sum of the tests' weights
   */
  public int possible() {
    return tests.stream().mapToInt(TestResult::possible).sum();
  }

  /**
   * The results of one task.
   *
   * @param number the task's number
   * @return its tests' results
   */
  public List<TestResult> task(int number) {
    return tests.stream().filter(test -> test.task() == number).toList();
  }

  /**
   * Whether a task has tests and all of them passed that are no bonus.
   *
   * @param number the task's number
   * @return true if the task is solved
   */
  public boolean passed(int number) {
    return !task(number).isEmpty() && task(number).stream().allMatch(TestResult::contents);
  }

  /**
   * The first task that is not solved: the one to do next.
   *
   * @return its number, or empty if the exercise is solved
   */
  public Optional<Integer> nextTask() {
    return exercise.tasks().keySet().stream().filter(number -> !passed(number)).findFirst();
  }

  /**
   * The report as plain text, task by task.
   *
   * @return several lines without colour; the last one ends in no line feed
   */
  public String text() {
    return new ReportText(false).whole(this);
  }

  /** The same as {@link #text()}, so that a notebook shows it for the value of a cell. */
  @Override
  public String toString() {
    return text();
  }
}

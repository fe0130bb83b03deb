package unroll.grade;

import java.time.Duration;
import java.util.Locale;

/**
 * What one test said.
 *
 * @param task the number of the task that it examines
 * @param test the test method's name, a claim about a right answer
 * @param possible the points that a pass earns
 * @param outcome what became of it
 * @param message for the student: what was expected, what came, where to look; empty if passed
 * @param time how long it took
 */
public record TestResult(
    int task, String test, int possible, Outcome outcome, String message, Duration time) {

  /**
   * The points earned: all or none.
   *
   * @return {@code possible} if the test passed, else 0
   */
  public int points() {
    return outcome == Outcome.PASSED ? possible : 0;
  }

  /**
   * The claim as a sentence: {@code lossOfOneStep} reads "loss of one step".
   *
   * @return the words of the method's name, in lower case
   */
  public String claim() {
    return test.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}

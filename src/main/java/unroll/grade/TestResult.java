package unroll.grade;

import java.time.Duration;

/**
 * What one test said.
 *
 * @param testCase the test
 * @param outcome what became of it
 * @param message for the student: what was expected, what came, where to look; empty if passed
 * @param time how long it took
 */
public record TestResult(TestCase testCase, Outcome outcome, String message, Duration time) {

  /**
   * The same test with another outcome.
   *
   * @param other what became of it instead
   * @param why the message
   * @return a result that took as long as this one
   */
  public TestResult but(Outcome other, String why) {
    return new TestResult(testCase, other, why, time);
  }

  /**
   * The number of the task that the test examines.
   *
   * @return 1 or more, or 0 if it names no task of its exercise
   */
  public int task() {
    return testCase.task();
  }

  /**
   * The test method's name.
   *
   * @return a claim about a right answer
   */
  public String test() {
    return testCase.test();
  }

  /**
   * The claim as a sentence.
   *
   * @return the words of the method's name, in lower case
   */
  public String claim() {
    return testCase.claim();
  }

  /**
   * The points that count as possible.
   *
   * @return the test's weight, or 0 for a bonus
   */
  public int possible() {
    return testCase.possible();
  }

  /**
   * The points earned: all or none.
   *
   * @return the test's weight if it passed, else 0
   */
  public int points() {
    return outcome == Outcome.PASSED ? testCase.weight() : 0;
  }

  /**
   * Whether its task is solved as far as this test goes.
   *
   * @return true if it passed or is a bonus
   */
  public boolean contents() {
    return outcome == Outcome.PASSED || testCase.bonus();
  }
}

package unroll.grade;

import java.time.Duration;

/**
 * The marks of one submission, and what they rest on.
 *
 * @param id the submission's id
 * @param report every test's outcome, points, message and time, and the compiler's problems
 * @param sandbox the name of the rung that the submission ran on, for example {@code bubblewrap}
 * @param official whether that rung gives marks that count; false without a sandbox
 * @param submissionHash SHA-256 of the submission's sources, in hexadecimal
 * @param exerciseHash SHA-256 of the contract, the tests and the approved texts, in hexadecimal
 * @param time from receiving the submission to these marks
 */
public record Marks(
    String id,
    Report report,
    String sandbox,
    boolean official,
    String submissionHash,
    String exerciseHash,
    Duration time) {

  /**
   * The submission's verdict as a whole: the gravest of its tests' outcomes.
   *
   * @return grader fault before compile error, timed out, crashed, failed, not run and passed; a
   *     submission with a grader fault has no score, and an earlier score of it must be kept
   */
  public Outcome verdict() {
    return report.tests().stream()
        .map(TestResult::outcome)
        .max((a, b) -> Integer.compare(a.gravity(), b.gravity()))
        .orElse(Outcome.GRADER_FAULT);
  }
}

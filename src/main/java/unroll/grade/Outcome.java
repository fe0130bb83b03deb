package unroll.grade;

/** What became of one test. */
public enum Outcome {
  /** The answer is right. */
  PASSED,
  /** The answer is wrong, or the student's code threw. */
  FAILED,
  /**
   * The test was skipped, because an earlier test of the same task did not end, or it needs a task
   * that does not pass.
   */
  NOT_RUN,
  /** The student's code does not compile, so nothing could run. */
  COMPILE_ERROR,
  /** The student's code did not end within the test's limit. */
  TIMED_OUT,
  /** The student's code ended its process, or used up its memory; only where it has one. */
  CRASHED,
  /** The test itself is broken; this says nothing about the answer. */
  GRADER_FAULT;

  /**
   * The outcome in words, as a report prints it.
   *
   * @return lower case, words separated by a space
   */
  public String words() {
    return switch (this) {
      case PASSED -> "passed";
      case FAILED -> "failed";
      case NOT_RUN -> "not run";
      case COMPILE_ERROR -> "does not compile";
      case TIMED_OUT -> "timed out";
      case CRASHED -> "crashed";
      case GRADER_FAULT -> "grader fault";
    };
  }

  /** How much the outcome says about a whole run: the gravest one of its tests names it. */
  int gravity() {
    return switch (this) {
      case PASSED -> 0;
      case NOT_RUN -> 1;
      case FAILED -> 2;
      case CRASHED -> 3;
      case TIMED_OUT -> 4;
      case COMPILE_ERROR -> 5;
      case GRADER_FAULT -> 6;
    };
  }
}

package unroll.grade;

/** The student's code was still running when the test's time was over. */
final class TimedOutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TimedOutException(String message) {
    super(message);
  }
}

package unroll.app;

/**
 * What was asked for cannot be done as asked: a file that is not there, a lesson of no such name.
 * Its message is one line that says what is wrong and what to do; the command ends with status 2
 * and shows no stack trace.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param message one line: what is wrong and what to do
   */
  public UserError(String message) {
    super(message);
  }

  /**
   * Says what is wrong, and why.
   *
   * @param message one line: what is wrong and what to do
   * @param cause what was thrown; shown with {@code --stacktrace} only
   */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}

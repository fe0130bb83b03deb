package unroll.grade.worker;

/** A submission's process is gone, or has broken the protocol, and was ended for it. */
public final class LostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what became of it.
   *
   * @param message for the student
   * @param cause what was noticed
   */
  public LostException(String message, Throwable cause) {
    super(message, cause);
  }
}

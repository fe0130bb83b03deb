package unroll.grade.worker;

/** A submission's object was not made in time, and its process was ended. */
public final class LateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LateException(String message, Throwable cause) {
    super(message, cause);
  }
}

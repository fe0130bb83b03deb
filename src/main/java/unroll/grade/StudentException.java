package unroll.grade;

/** Wraps what a student's code threw and a test cannot pass on as it is. */
final class StudentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StudentException(Throwable cause) {
    super(cause);
  }
}

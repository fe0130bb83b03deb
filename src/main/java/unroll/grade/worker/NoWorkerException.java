package unroll.grade.worker;

/** No process could be had: nothing that a submission has done. */
public final class NoWorkerException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NoWorkerException(String message, Throwable cause) {
    super(message, cause);
  }
}

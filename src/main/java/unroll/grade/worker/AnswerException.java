package unroll.grade.worker;

import unroll.grade.wire.Thrown;

/** What a submission threw, where no exception of the JDK stands for it. */
public final class AnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient String type;

  AnswerException(Thrown thrown) {
    super(thrown.message().isEmpty() ? null : thrown.message());
    type = thrown.type();
    setStackTrace(thrown.stack().toArray(StackTraceElement[]::new));
  }

  /**
   * The class that was thrown.
   *
   * @return its name without package and enclosing classes
   */
  public String simpleType() {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }
}

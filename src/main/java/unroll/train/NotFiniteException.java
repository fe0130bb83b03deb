package unroll.train;

/** A loss or gradient that is NaN or infinite. The message says where, and what to try. */
public final class NotFiniteException extends ArithmeticException {
  /** The step that failed, from 1. */
  private final long step;

  /**
   * Makes the exception.
   *
   * @param step of which the loss or gradient was to be computed, from 1
   * @param message says where and what to try
   */
  public NotFiniteException(long step, String message) {
    super(message);
    this.step = step;
  }

  /**
   * Returns the step that failed.
   *
   * @return from 1; its update was not made
   */
  public long step() {
    return step;
  }
}

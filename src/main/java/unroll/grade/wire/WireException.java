package unroll.grade.wire;

import java.io.IOException;

/** The other side sent bytes that are no frame, or a value where another one belongs. */
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was wrong.
   *
   * @param message one line
   */
  public WireException(String message) {
    super(message);
  }
}

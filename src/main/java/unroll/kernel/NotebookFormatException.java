package unroll.kernel;

import java.io.IOException;

/** A file is no notebook that can be read; the message says why in one line. */
public final class NotebookFormatException extends IOException {
  /**
   * A notebook that cannot be read.
   *
   * @param message which file, and what is wrong with it
   */
  public NotebookFormatException(String message) {
    super(message);
  }
}

package unroll.kernel;

import java.util.Optional;

/** The seam for rich output. */
public final class Displays {
  private static volatile DisplaySink active;

  private Displays() {}

  /**
   * The sink of the session that is running.
   *
   * @return the active sink, or empty
   */
  public static Optional<DisplaySink> current() {
    return Optional.ofNullable(active);
  }

  /**
   * Makes a sink the active one.
   *
   * @param sink the sink, or null for none
   */
  public static void use(DisplaySink sink) {
    active = sink;
  }
}

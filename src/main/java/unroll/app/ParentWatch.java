package unroll.app;

import java.time.Duration;

/**
 * Ends this process when the one that started it is gone, so that nothing is left behind on the
 * machine.
 */
final class ParentWatch {
  /**
   * The system property that asks for it; the launcher's own child processes and the POM set it.
   */
  static final String PROPERTY = "unroll.withParent";

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** The exit status of a process that was told to end, as shells count it. */
  private static final int TERMINATED = 143;

  private ParentWatch() {}

  /** Starts to watch, where it was asked for. */
  static void startIfAsked() {
    if (Boolean.getBoolean(PROPERTY)) {
      ProcessHandle.current().parent().ifPresent(ParentWatch::start);
    }
  }

  private static void start(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              while (parent.isAlive()) {
                try {
                  Thread.sleep(LOOK_EVERY.toMillis());
                } catch (InterruptedException stopped) {
                  return;
                }
              }
              System.exit(TERMINATED);
            },
            "parent watch");
    watch.setDaemon(true);
    watch.start();
  }
}

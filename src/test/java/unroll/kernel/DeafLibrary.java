package unroll.kernel;

import java.util.concurrent.atomic.AtomicReference;

/** Stands in for a library that never asks whether it was interrupted. */
public final class DeafLibrary {
  /** What {@link #call} does. */
  static final AtomicReference<Runnable> ON_CALL = new AtomicReference<>(() -> {});

  private DeafLibrary() {}

  /** Does what a test wants done on the thread of a cell. */
  public static void call() {
    ON_CALL.get().run();
  }

  /** Busy for some seconds, deaf to interrupts. */
  public static double busy(int seconds) {
    double sum = 0;
    for (long end = System.nanoTime() + seconds * 1_000_000_000L; System.nanoTime() < end; ) {
      sum += Math.sqrt(sum + 1);
    }
    return sum;
  }
}

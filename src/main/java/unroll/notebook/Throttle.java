package unroll.notebook;

import java.util.function.LongSupplier;

/**
 * Says when it is time to draw again: at most a few times a second, and never so often that drawing
 * takes more than a twentieth of the time.
 */
final class Throttle {
  private static final long LEAST_NANOS = 300_000_000L;
  private static final long SHARE = 20;

  private final LongSupplier clock;
  private long next;

  private Throttle(LongSupplier clock) {
    this.clock = clock;
    this.next = clock.getAsLong();
  }

  /** By a clock in nanoseconds; the first drawing is due at once. */
  static Throttle by(LongSupplier clock) {
    return new Throttle(clock);
  }

  /** Draws if it is time to, and notes how long that took. */
  void maybe(Runnable draw) {
    long before = clock.getAsLong();
    if (before - next < 0) {
      return;
    }
    draw.run();
    long after = clock.getAsLong();
    next = after + Math.max(LEAST_NANOS, SHARE * (after - before));
  }
}

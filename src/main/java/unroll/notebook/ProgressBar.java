package unroll.notebook;

import java.util.function.LongSupplier;

/**
 * How far a long computation is: percent, speed and time left, replaced in place a few times a
 * second.
 *
 * <pre>{@code
 * try (ProgressBar progress = ProgressBar.of("training", steps)) {
 *   for (int step = 1; step <= steps; step++) {
 *     ...
 *     progress.step(step);
 *   }
 * }
 * }</pre>
 *
 * <p>Closing it leaves one line: how many steps were made, in what time. A computation that was
 * interrupted says so there, and how far it came.
 */
public final class ProgressBar implements AutoCloseable {
  private final String what;
  private final long total;
  private final Live live;
  private final LongSupplier clock;
  private final Throttle throttle;
  private final long start;
  private long done;
  private boolean closed;

  private ProgressBar(String what, long total, Live live, LongSupplier clock) {
    if (total < 1) {
      throw new IllegalArgumentException(
          "progress over " + total + " steps; there must be 1 or more");
    }
    this.what = what;
    this.total = total;
    this.live = live;
    this.clock = clock;
    this.throttle = Throttle.by(clock);
    this.start = clock.getAsLong();
  }

  /**
   * ProgressBar of so many steps, starting now.
   *
   * @param what what is being done, for example {@code training}
   * @param total how many steps there are, at least 1
   * @return the progress, at 0
   * @throws IllegalArgumentException if total is under 1
   */
  public static ProgressBar of(String what, long total) {
    return of(what, total, Live.here(), System::nanoTime);
  }

  static ProgressBar of(String what, long total, Live live, LongSupplier clock) {
    return new ProgressBar(what, total, live, clock);
  }

  /**
   * Notes that so many steps are done.
   *
   * @param steps the steps done so far, from 0 to the total
   */
  public void step(long steps) {
    at(steps);
    throttle.maybe(() -> live.update(bundle()));
  }

  /** Leaves the last state. Closing twice is the same as once. */
  @Override
  public void close() {
    if (!closed) {
      finish();
      live.last(bundle());
    }
  }

  /** Notes that so many steps are done, for one who shows it together with something else. */
  void at(long steps) {
    done = steps;
  }

  /** Notes that no step follows. */
  void finish() {
    closed = true;
  }

  /** One line on how it stands. */
  String line() {
    double seconds = (clock.getAsLong() - start) / 1e9;
    double speed = seconds > 0 ? done / seconds : 0;
    String counted = Numbers.grouped(done) + " of " + Numbers.grouped(total) + " steps";
    String fast = done == 0 ? "" : " at " + Numbers.brief(rounded(speed)) + " steps/s";
    if (closed) {
      return (done >= total ? "%s: %s in %s%s" : "%s: stopped after %s in %s%s")
          .formatted(what, counted, Numbers.clock(seconds), fast);
    }
    String left = done == 0 ? "" : ", " + Numbers.clock((total - done) / speed) + " left";
    return "%s: %d %%, %s%s%s".formatted(what, 100 * done / total, counted, fast, left);
  }

  /** The line with a bar that fills, for front ends that show HTML. */
  MimeBundle bundle() {
    return MimeBundle.html(
        "<div><progress aria-label=\"%s\" max=\"%d\" value=\"%d\" style=\"width:12em\"></progress> %s</div>"
            .formatted(Html.escape(what), total, done, Html.escape(line())),
        line());
  }

  private static double rounded(double speed) {
    return speed >= 100 ? Math.rint(speed) : speed >= 10 ? Math.rint(speed * 10) / 10 : speed;
  }
}

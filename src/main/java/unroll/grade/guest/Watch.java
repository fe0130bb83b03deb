package unroll.grade.guest;

import java.io.IOException;
import java.util.List;
import unroll.grade.wire.FrameWriter;
import unroll.grade.wire.Kind;
import unroll.grade.wire.Thrown;
import unroll.grade.wire.Wire;

/** Says each second of a long call where it is, so that a time-out can name the student's line. */
final class Watch {
  private static final long PERIOD_MILLIS = 1_000;
  private static final int NOTICES = 60;

  private volatile long began;

  private Watch() {}

  /** Watches a thread. */
  static Watch start(Wire wire, Thread watched) {
    Watch watch = new Watch();
    Thread thread = new Thread(null, () -> watch.run(wire, watched), "watch", 0, false);
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  void begin() {
    began = Math.max(1, System.nanoTime());
  }

  void end() {
    began = 0;
  }

  private void run(Wire wire, Thread watched) {
    try {
      for (int said = 0; said < NOTICES; ) {
        long before = began;
        Thread.sleep(PERIOD_MILLIS);
        if (before != 0 && before == began) {
          FrameWriter notice = new FrameWriter();
          Thrown.write(notice, List.of(watched.getStackTrace()));
          wire.send(Kind.STILL_AT, notice);
          said++;
        }
      }
    } catch (InterruptedException | IOException e) {
      // a place that nobody hears of is no loss
      Thread.currentThread().interrupt();
    }
  }
}

package unroll.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the end of the process (Ctrl-C) into an interrupt of a working thread, and waits until that
 * has saved its work: until this is closed.
 */
final class SaveBeforeEnd implements AutoCloseable {
  private static final long LONGEST_SAVE_SECONDS = 20;

  private final Thread worker;
  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "save before the end");

  private SaveBeforeEnd(Thread worker) {
    this.worker = worker;
  }

  /** Begins to watch over a thread. */
  static SaveBeforeEnd interrupting(Thread worker) {
    SaveBeforeEnd result = new SaveBeforeEnd(worker);
    Runtime.getRuntime().addShutdownHook(result.hook);
    return result;
  }

  private void end() {
    worker.interrupt();
    try {
      if (!saved.await(LONGEST_SAVE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("unroll: not saved in time; the journal has the last step made");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // the hook runs: it was what stopped us
    }
  }
}

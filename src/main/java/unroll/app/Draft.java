package unroll.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A folder that is being written, beside the place where it belongs: moved there when it is whole,
 * deleted when it is not, also when the command is ended from outside.
 */
final class Draft implements AutoCloseable {
  /** How long the command may take to notice that it is ended, before its draft is deleted. */
  private static final int PATIENCE_SECONDS = 3;

  private static final int TRIES = 20;
  private static final int PAUSE_MILLISECONDS = 100;

  private final Path root;
  private final Path folder;
  private final Thread writer = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "delete draft");
  private boolean keepsOld;

  private Draft(Path root) throws IOException {
    this.root = root;
    // not the private folder itself: what is given out has the permissions of any new folder
    this.folder = Files.createDirectory(root.resolve("draft"));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Makes an empty draft below a folder of the same file system as its place. */
  static Draft in(Path parent, String name) throws IOException {
    Files.createDirectories(parent);
    return new Draft(Files.createTempDirectory(parent, name + ".draft"));
  }

  /** Where to write. */
  Path folder() {
    return folder;
  }

  /** A file or folder for notes that are deleted with the draft. */
  Path beside(String name) {
    return root.resolve("beside-" + name);
  }

  /** Moves a file or folder of the draft to its place, where nothing may be. */
  synchronized void move(Path what, Path place) throws IOException {
    Files.move(what, place);
  }

  /**
   * Moves a file or folder of the draft to its place; what was there before is deleted then, and is
   * back if this cannot be moved.
   */
  synchronized void replace(Path what, Path place) throws IOException {
    if (!Files.exists(place)) {
      move(what, place);
      return;
    }
    Path old = root.resolve("old");
    Files.move(place, old);
    try {
      Files.move(what, place);
    } catch (IOException | RuntimeException failed) {
      restore(old, place, failed);
      throw failed;
    }
  }

  private void restore(Path old, Path place, Exception failed) throws IOException {
    try {
      Files.move(old, place);
    } catch (IOException lost) {
      keepsOld = true;
      failed.addSuppressed(lost);
      throw new IOException(place + " cannot be replaced; what was there is now in " + old, failed);
    }
  }

  /** Deletes whatever was not moved. */
  @Override
  public void close() throws IOException {
    try {
      delete();
    } finally {
      closed.countDown();
      forgetHook();
    }
  }

  private synchronized void delete() throws IOException {
    if (!keepsOld) {
      Trees.delete(root);
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the hook itself waits for this, or has done it
    }
  }

  /** Ends the writer, which then closes this itself, or does so for it. */
  private void end() {
    writer.interrupt();
    try {
      if (closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      // programs that are being ended may still write a file or two
      for (int i = 0; i < TRIES && Files.exists(root); i++) {
        try {
          delete();
        } catch (IOException | UncheckedIOException busy) {
          Thread.sleep(PAUSE_MILLISECONDS);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}

package unroll.grade.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import unroll.grade.guest.SourceCompiler;
import unroll.grade.sandbox.Sandbox;

/**
 * Processes started ahead, so that a submission finds one waiting.
 *
 * <p>One that runs a submission is used once. One that compiles serves many: a compiler runs none
 * of the code that it reads. It is replaced when it fails, and now and then anyway.
 */
public final class WorkerPool implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final int COMPILATIONS = 250;

  private final Sandbox sandbox;
  private final GuestKit kit;
  private final Path folder;
  private final AtomicInteger number = new AtomicInteger();
  // processes end with the thread that has started them, so one thread starts them all
  private final ExecutorService starter;
  private final BlockingQueue<Future<Worker>> runners = new LinkedBlockingQueue<>();
  private final BlockingQueue<Compiler> compilers = new LinkedBlockingQueue<>();

  private WorkerPool(Sandbox sandbox, GuestKit kit, Path folder) {
    this.sandbox = sandbox;
    this.kit = kit;
    this.folder = folder;
    this.starter =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "worker-starter");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts the first processes.
   *
   * @param sandbox where they run
   * @param workers how many submissions are to be marked at a time
   * @return the pool
   * @throws IllegalStateException if the workers' Java cannot be made; the message is one line
   */
  public static WorkerPool open(Sandbox sandbox, int workers) {
    GuestKit kit = GuestKit.ready();
    WorkerPool pool = new WorkerPool(sandbox, kit, folder());
    for (int i = 0; i < workers; i++) {
      pool.compilers.add(new Compiler(pool.launch(GuestKit.Task.COMPILE), 0, false));
    }
    for (int i = 0; i < 2 * workers; i++) {
      pool.runners.add(pool.launch(GuestKit.Task.RUN));
    }
    return pool;
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("unroll-marks").toRealPath();
      // others may pass through to the sockets that are theirs, not look around
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException("Cannot make a folder for workers: " + e.getMessage(), e);
    }
  }

  /** A compiling process; how often it was used, and whether it is known to be ready. */
  private record Compiler(Future<Worker> worker, int used, boolean isReady) {}

  private Future<Worker> launch(GuestKit.Task task) {
    return starter.submit(
        () -> {
          int own = number.getAndIncrement();
          Path place = Files.createDirectory(folder.resolve(String.valueOf(own)));
          Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x--x"));
          return Worker.launch(
              sandbox,
              kit,
              task,
              place,
              own,
              List.of("-XX:SharedArchiveFile=" + kit.archive(task)));
        });
  }

  /**
   * Compiles sources in a process of their own.
   *
   * @param sources texts by path
   * @return classes, or complaints
   * @throws LostException if the compiler did not come through with it, twice
   * @throws NoWorkerException if no process could be had
   */
  public SourceCompiler.Compiled compile(Map<String, String> sources) {
    try {
      return compileOnce(sources);
    } catch (LostException e) {
      // it may have been the process; a source that breaks the compiler does so again
      return compileOnce(sources);
    }
  }

  private SourceCompiler.Compiled compileOnce(Map<String, String> sources) {
    Compiler compiler = taken(compilers);
    boolean isFine = false;
    try {
      Worker worker = ready(compiler.worker(), compiler.isReady());
      SourceCompiler.Compiled compiled = worker.compile(sources);
      isFine = true;
      return compiled;
    } finally {
      if (isFine && compiler.used() < COMPILATIONS) {
        compilers.add(new Compiler(compiler.worker(), compiler.used() + 1, true));
      } else {
        release(compiler.worker());
        compilers.add(new Compiler(launch(GuestKit.Task.COMPILE), 0, false));
      }
    }
  }

  /**
   * Takes a process that nobody has used.
   *
   * @throws NoWorkerException if none could be had
   */
  Worker take() {
    for (int attempt = 1; ; attempt++) {
      Future<Worker> next = taken(runners);
      runners.add(launch(GuestKit.Task.RUN));
      try {
        return ready(next, false);
      } catch (NoWorkerException e) {
        release(next);
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static Worker ready(Future<Worker> starting, boolean isReady) {
    try {
      Worker worker = starting.get();
      if (!isReady) {
        worker.await();
      }
      return worker;
    } catch (ExecutionException e) {
      throw new NoWorkerException("A worker cannot be started: " + e.getCause().getMessage(), e);
    } catch (IllegalStateException e) {
      throw new NoWorkerException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoWorkerException("Interrupted while waiting for a worker", e);
    }
  }

  private static <T> T taken(BlockingQueue<T> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoWorkerException("Interrupted while waiting for a worker", e);
    }
  }

  /** Ends a process that is not wanted any more, and removes what it left. */
  void release(Worker worker) {
    worker.close();
    try {
      Folders.delete(folder.resolve(String.valueOf(worker.number())));
    } catch (IOException e) {
      // it goes with the pool's folder
      return;
    }
  }

  private void release(Future<Worker> starting) {
    try {
      release(starting.get());
    } catch (ExecutionException e) {
      // there is nothing to end
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all processes and removes what they left. */
  @Override
  public void close() {
    runners.forEach(this::release);
    compilers.forEach(compiler -> release(compiler.worker()));
    starter.shutdown();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot remove " + folder + ": " + e.getMessage(), e);
    }
  }
}

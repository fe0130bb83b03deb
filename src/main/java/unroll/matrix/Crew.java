package unroll.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that share the work of one operation, so that a computation uses all cores.
 *
 * <p>Work is shared only where its items do not touch each other: rows of a batch, columns of a
 * weight gradient. Every number is then computed by the same operations in the same order, whoever
 * computes it, so <b>a result has the same bits for any number of threads</b>, and it does not
 * matter who takes which part.
 *
 * <p>The system property {@code unroll.threads} says how many threads compute, the caller's
 * included; 1 turns sharing off. Without it there are as many as the processors that the JVM may
 * use, hyper-threads counted once where the system tells them apart (a second thread on a core
 * gains a product nothing), and at most {@value #MOST}.
 *
 * <p>The caller takes parts too and returns when all are done; nothing goes on behind its back, so
 * that an interrupted training leaves no thread busy. Who waits spins for a moment, since the next
 * operation of a training step is microseconds away, and then parks: on a busy machine, or between
 * steps, the crew costs nothing. Its threads are daemons and do not keep a JVM alive. A crew at
 * work is not waited for: another thread, or a part that wants to share again, does its work alone.
 */
public final class Crew {
  /** More threads than this were never measured. */
  private static final int MOST = 8;

  private static final String PROPERTY = "unroll.threads";

  /** Where Linux lists the processors of the core that a processor is on. */
  private static final String SIBLINGS =
      "/sys/devices/system/cpu/cpu%d/topology/thread_siblings_list";

  /** Some 250 microseconds: longer than the pauses within a step, shorter than a time slice. */
  private static final int SPINS = 10_000;

  private static final Job NOTHING = new Job((from, to) -> {}, 0, 0);
  private static final Crew SHARED = new Crew(Setting.read());

  /** Work on some of the items, which may be done at the same time as the others. */
  @FunctionalInterface
  public interface Part {
    /**
     * Works on the items from one to before another.
     *
     * @param from the first item
     * @param to behind the last item
     */
    void work(int from, int to);
  }

  /** How many threads were asked for; a refusal is kept until somebody computes. */
  private record Setting(int threads, String refusal) {
    static Setting read() {
      String asked = System.getProperty(PROPERTY, "");
      if (asked.isEmpty()) {
        return new Setting(Math.min(Runtime.getRuntime().availableProcessors(), cores()), "");
      }
      return asked.matches("[1-9][0-9]{0,3}")
          ? new Setting(Integer.parseInt(asked), "")
          : new Setting(1, PROPERTY + "=" + asked + " is no number of threads: say 1 or more");
    }

    /** Counts cores, each once however many processors it shows; MOST if nothing tells. */
    private static int cores() {
      Set<String> cores = new HashSet<>();
      for (int i = 0; cores.size() < MOST; i++) {
        try {
          cores.add(Files.readString(Path.of(String.format(SIBLINGS, i))));
        } catch (IOException end) {
          break;
        }
      }
      return cores.isEmpty() ? MOST : cores.size();
    }
  }

  private final Setting setting;
  private final List<Mate> mates = new ArrayList<>();
  private final AtomicReference<Thread> caller = new AtomicReference<>();
  private volatile Job job = NOTHING;

  private Crew(Setting setting) {
    this.setting = setting;
  }

  /** A crew of a given size, for tests. */
  static Crew of(int threads) {
    return new Crew(new Setting(threads, ""));
  }

  /**
   * Returns the crew of this JVM.
   *
   * @return the same for all threads
   */
  public static Crew shared() {
    return SHARED;
  }

  /**
   * Says how many threads compute, the caller's included.
   *
   * @return at least 1
   * @throws IllegalStateException if the property {@code unroll.threads} is no number of threads
   */
  public int threads() {
    if (!setting.refusal.isEmpty()) {
      throw new IllegalStateException(setting.refusal);
    }
    return setting.threads;
  }

  /**
   * Works on items 0 to before {@code count}, on several threads if there are enough of them.
   *
   * @param count how many items
   * @param fewest how many items are worth a thread, at least 1
   * @param part works on a range; the ranges touch each item once
   * @throws IllegalStateException if the property {@code unroll.threads} is no number of threads
   */
  public void share(int count, int fewest, Part part) {
    int parts = Math.min(threads(), count / fewest);
    // The look before the attempt keeps threads that are at work from contending.
    if (parts < 2 || caller.get() != null || !caller.compareAndSet(null, Thread.currentThread())) {
      part.work(0, count);
      return;
    }
    try {
      hire();
      Job shared = new Job(part, count, parts);
      job = shared;
      mates.forEach(Mate::wake);
      shared.take();
      shared.await();
    } finally {
      // what the parts hold on to may be large
      job = NOTHING;
      caller.set(null);
    }
  }

  /** Starts the threads at the first work that is shared. */
  private void hire() {
    for (int i = mates.size() + 1; i < threads(); i++) {
      Mate mate = new Mate("unroll-crew-" + i);
      mates.add(mate);
      mate.start();
    }
  }

  /** One operation, cut into parts that are taken one by one. */
  private static final class Job {
    private final Part part;
    private final int count;
    private final int parts;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile Thread waiting;

    Job(Part part, int count, int parts) {
      this.part = part;
      this.count = count;
      this.parts = parts;
    }

    /** Takes parts until none is left. */
    void take() {
      for (int i = taken.getAndIncrement(); i < parts; i = taken.getAndIncrement()) {
        try {
          part.work(start(i), start(i + 1));
        } catch (Throwable thrown) {
          failure.compareAndSet(null, thrown);
        }
        if (done.incrementAndGet() == parts && waiting != null) {
          LockSupport.unpark(waiting);
        }
      }
    }

    private int start(int i) {
      return (int) ((long) count * i / parts);
    }

    /**
     * Waits until all parts are done, interrupted or not: they write where the caller will read.
     */
    void await() {
      for (int spins = 0; done.get() < parts; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          waiting = Thread.currentThread();
          if (done.get() < parts) {
            LockSupport.park(this);
          }
        }
      }
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }

  /** One thread of the crew. */
  private final class Mate extends Thread {
    private volatile boolean parked;

    Mate(String name) {
      super(name);
      setDaemon(true);
      setContextClassLoader(null);
    }

    void wake() {
      if (parked) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      Job seen = null;
      while (true) {
        Job next = next(seen);
        next.take();
        seen = next;
      }
    }

    private Job next(Job seen) {
      for (int spins = 0; job == seen; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          parked = true;
          if (job == seen) {
            LockSupport.park(Crew.this);
          }
          parked = false;
        }
      }
      return job;
    }
  }
}

package unroll.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The thread on which cells run, and the ladder by which an interrupt ends one.
 *
 * <p>An interrupt first sets the thread's interrupted status: a cell that sleeps or asks for it
 * ends in its own way. If after a grace period nothing has taken notice, or at a second interrupt,
 * the loops of the cell itself are stopped ({@link LoopGuard}). A cell that is then still busy,
 * deep in a library that never asks, is left behind: it keeps its thread, and the next cell gets a
 * new one.
 */
final class CellThread {
  /** Deep recursion is a thing that learners write. */
  private static final long STACK_BYTES = 64L << 20;

  private final ClassLoader classLoader;
  private final long graceMillis;
  private Worker worker;
  private Task current;
  private boolean cellRuns;
  private boolean pending;
  private boolean delivered;

  CellThread(ClassLoader classLoader, long graceMillis) {
    this.classLoader = classLoader;
    this.graceMillis = graceMillis;
  }

  /** The cell was left behind, still running. */
  static final class LeftBehind extends Exception {
    LeftBehind() {
      super("the cell did not stop and was left behind");
    }
  }

  /**
   * Runs the body on the cell thread and waits for its end.
   *
   * @throws LeftBehind if interrupts did not end it
   * @throws Exception what the body threw
   */
  synchronized Object run(Callable<Object> body) throws Exception {
    if (worker == null) {
      worker = new Worker(classLoader);
      worker.start();
    }
    if (pending) {
      throw new InvocationTargetException(LoopGuard.Stopped.beforeStart());
    }
    Task task = new Task(body);
    current = task;
    worker.take(task);
    try {
      return waitFor(task);
    } finally {
      current = null;
    }
  }

  /** A cell begins: interrupts that came before are none of its business. */
  synchronized void cellBegins() {
    cellRuns = true;
    pending = false;
    delivered = false;
  }

  /** The cell has ended. */
  synchronized void cellEnds() {
    cellRuns = false;
  }

  /** Interrupts the cell that runs now; does nothing if none does. */
  synchronized void interrupt() {
    if (!cellRuns) {
      return;
    }
    if (current == null || current.done) {
      pending = true;
      return;
    }
    delivered = true;
    current.interrupts++;
    worker.interrupt();
    notifyAll();
  }

  /** Whether an interrupt has yet to end the cell: nothing that it ran took notice. */
  synchronized boolean interruptPending() {
    return pending;
  }

  /** Whether an interrupt has reached the code of the cell. */
  synchronized boolean interruptDelivered() {
    return delivered;
  }

  /** Ends the thread; a cell that still runs is told to stop and not waited for. */
  synchronized void close() {
    if (worker != null) {
      LoopGuard.stop(worker);
      worker.take(Task.END);
      worker.interrupt();
      worker = null;
    }
  }

  private Object waitFor(Task task) throws Exception {
    Rung rung = Rung.RUNNING;
    int answered = 0;
    long deadline = Long.MAX_VALUE;
    while (!task.done) {
      waitUntil(deadline);
      if (task.done) {
        break;
      }
      boolean again = task.interrupts > answered;
      boolean late = System.nanoTime() >= deadline;
      answered = task.interrupts;
      if (rung == Rung.RUNNING && again) {
        rung = Rung.ASKED;
        deadline = inGracePeriod();
      } else if (rung == Rung.ASKED && (again || (late && worker.isInterrupted()))) {
        rung = Rung.STOPPED;
        LoopGuard.stop(worker);
        deadline = inGracePeriod();
      } else if (rung == Rung.ASKED && late) {
        // somebody took notice of the interrupt: the cell ends in its own time
        deadline = Long.MAX_VALUE;
      } else if (rung == Rung.STOPPED && late) {
        worker.take(Task.END);
        worker = null;
        throw new LeftBehind();
      }
    }
    if (rung == Rung.STOPPED) {
      LoopGuard.release(worker);
    }
    pending |= task.unheard;
    if (task.failure != null) {
      throw task.failure;
    }
    return task.value;
  }

  private enum Rung {
    RUNNING,
    ASKED,
    STOPPED
  }

  private long inGracePeriod() {
    return System.nanoTime() + graceMillis * 1_000_000;
  }

  private void waitUntil(long deadline) {
    boolean interrupted = false;
    try {
      if (deadline == Long.MAX_VALUE) {
        wait();
      } else {
        long millis = (deadline - System.nanoTime()) / 1_000_000 + 1;
        if (millis > 0) {
          wait(millis);
        }
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      interrupt();
    }
  }

  private static final class Task {
    static final Task END = new Task(() -> null);

    final Callable<Object> body;
    Object value;
    Exception failure;
    int interrupts;
    boolean unheard;
    boolean done;

    Task(Callable<Object> body) {
      this.body = body;
    }
  }

  private final class Worker extends Thread {
    private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

    Worker(ClassLoader classLoader) {
      super(null, null, "cell", STACK_BYTES);
      setDaemon(true);
      setContextClassLoader(classLoader);
    }

    void take(Task task) {
      tasks.add(task);
    }

    @Override
    public void run() {
      while (true) {
        Task task;
        try {
          task = tasks.take();
        } catch (InterruptedException late) {
          continue;
        }
        if (task == Task.END) {
          LoopGuard.release(this);
          return;
        }
        Object value = null;
        Exception failure = null;
        try {
          value = task.body.call();
        } catch (Exception e) {
          failure = e;
        } catch (Throwable t) {
          failure = new InvocationTargetException(t);
        }
        finish(task, value, failure);
      }
    }

    private void finish(Task task, Object value, Exception failure) {
      synchronized (CellThread.this) {
        task.unheard = Thread.interrupted();
        task.value = value;
        task.failure = failure;
        task.done = true;
        CellThread.this.notifyAll();
      }
    }
  }
}

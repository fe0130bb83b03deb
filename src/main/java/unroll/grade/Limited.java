package unroll.grade;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs a student's code on a thread that may be left behind.
 *
 * <p>Java cannot stop a thread that does not listen: a loop that ignores its interrupt goes on
 * until the process ends. The thread is a daemon, so that it never keeps the process alive.
 */
final class Limited {
  private Limited() {}

  /**
   * Calls something and waits for it.
   *
   * @param work what to call; whatever it throws is thrown here
   * @param seconds how long to wait
   * @param stackOf the stack on which to look for where the code was stuck
   * @param isStudents which classes to look for there
   * @return what the work gives
   * @throws TimedOutException if it did not end in time; the message says at which line it was
   */
  static <T> T call(
      Callable<T> work,
      int seconds,
      Function<Thread, StackTraceElement[]> stackOf,
      Predicate<String> isStudents) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "exercise");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      Optional<String> place = Place.in(stackOf.apply(thread), isStudents);
      thread.interrupt();
      throw new TimedOutException(
          "It did not end within "
              + seconds
              + " s"
              + place.map(at -> "; it was at " + at).orElse("")
              + ". Look for a loop whose condition never becomes false.");
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new TimedOutException("Stopped: the check was interrupted.");
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    }
  }

  private static RuntimeException unwrapped(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      // JUnit gives up on the whole run when a test throws this one
      return new StudentException(cause);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception ? exception : new StudentException(cause);
  }
}

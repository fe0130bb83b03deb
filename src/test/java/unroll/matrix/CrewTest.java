package unroll.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrewTest {
  private static final long SECONDS = 20;

  @ParameterizedTest
  @CsvSource({"1, 1000, 1", "2, 1000, 1", "3, 7, 1", "3, 1000, 400", "2, 0, 1", "5, 3, 1"})
  void everyItemIsWorkedOnOnce(int threads, int count, int fewest) {
    AtomicIntegerArray times = new AtomicIntegerArray(count);
    Crew.of(threads)
        .share(
            count,
            fewest,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                times.incrementAndGet(i);
              }
            });
    for (int i = 0; i < count; i++) {
      assertEquals(1, times.get(i), "item " + i);
    }
  }

  @Test
  void partsRunAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger met = new AtomicInteger();
    Crew.of(2)
        .share(
            2,
            1,
            (from, to) -> {
              both.countDown();
              met.addAndGet(reached(both) ? 1 : 0);
            });
    assertEquals(2, met.get());
  }

  @Test
  void fewItemsAreNotWorthAnotherThread() {
    Thread caller = Thread.currentThread();
    Crew.of(2).share(7, 4, (from, to) -> assertSame(caller, Thread.currentThread()));
  }

  @Test
  void aFailureInAPartReachesTheCaller() {
    Crew crew = Crew.of(2);
    Crew.Part failing =
        (from, to) -> {
          if (from > 0) {
            throw new IllegalStateException("broken");
          }
        };
    var failure = assertThrows(IllegalStateException.class, () -> crew.share(2, 1, failing));
    assertEquals("broken", failure.getMessage());
  }

  @Test
  void aCrewWorksOnAfterAFailure() {
    Crew crew = Crew.of(2);
    Crew.Part failing =
        (from, to) -> {
          throw new IllegalStateException("broken");
        };
    assertThrows(IllegalStateException.class, () -> crew.share(2, 1, failing));
    AtomicInteger items = new AtomicInteger();
    crew.share(10, 1, (from, to) -> items.addAndGet(to - from));
    assertEquals(10, items.get());
  }

  @Test
  void aPartThatSharesAgainDoesItAlone() {
    Crew crew = Crew.of(2);
    AtomicInteger strangers = new AtomicInteger();
    crew.share(
        2,
        1,
        (from, to) -> {
          Thread self = Thread.currentThread();
          crew.share(100, 1, (f, t) -> strangers.addAndGet(Thread.currentThread() == self ? 0 : 1));
        });
    assertEquals(0, strangers.get());
  }

  @Test
  void anInterruptedCallerWaitsForAllPartsAndStaysInterrupted() {
    AtomicInteger items = new AtomicInteger();
    Thread.currentThread().interrupt();
    Crew.of(3).share(300, 1, (from, to) -> items.addAndGet(to - from));
    assertTrue(Thread.interrupted());
    assertEquals(300, items.get());
  }

  @Test
  void theThreadsAreDaemons() {
    Crew.of(2).share(2, 1, (from, to) -> {});
    List<Thread> crew = crewThreads();
    assertFalse(crew.isEmpty());
    assertTrue(crew.stream().allMatch(Thread::isDaemon));
  }

  @Test
  void aCrewWithoutWorkParks() throws InterruptedException {
    Crew.of(2).share(2, 1, (from, to) -> {});
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end
        && crewThreads().stream().anyMatch(t -> t.getState() != Thread.State.WAITING)) {
      Thread.sleep(5);
    }
    assertTrue(crewThreads().stream().allMatch(t -> t.getState() == Thread.State.WAITING));
  }

  private static List<Thread> crewThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("unroll-crew"))
        .toList();
  }

  private static boolean reached(CountDownLatch latch) {
    try {
      return latch.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}

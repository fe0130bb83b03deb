package unroll.grade.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a learner's progress: what it keeps, and what it survives. */
class ProgressFileTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path home;

  private ProgressFile kept;

  @BeforeEach
  void makeCourse() throws IOException {
    Files.createDirectories(home.resolve("exercises"));
    kept = ProgressFile.of(home);
  }

  @Test
  void whatWasKeptIsReadAgain() throws IOException {
    Checked check = check(NOON, "02-elman", 1, 3);
    kept.keep(check);
    assertEquals(new Progress(List.of(check), 0), kept.read());
  }

  @Test
  void aLineCanBeReadByAPerson() throws IOException {
    kept.keep(check(NOON, "02-elman", 1, 3));
    List<String> lines = Files.readAllLines(kept.file());
    assertEquals("2026-11-23T12:00:00Z\t02-elman\t1,3\t6/9", lines.get(lines.size() - 1));
  }

  @Test
  void aCheckThatFoundTheSameAddsNothing() throws IOException {
    kept.keep(check(NOON, "02-elman", 1));
    kept.keep(check(NOON.plusSeconds(60), "02-elman", 1));
    assertEquals(1, kept.read().checks().size());
  }

  @Test
  void aStarterLeavesNoFile() throws IOException {
    kept.keep(check(NOON, "02-elman"));
    assertFalse(Files.exists(kept.file()));
  }

  @Test
  void aStarterBesideASolvedExerciseAddsNothing() throws IOException {
    kept.keep(check(NOON, "02-elman", 1));
    kept.keep(check(NOON, "03-counting"));
    assertEquals(1, kept.read().checks().size());
  }

  @Test
  void whatWasSolvedOnceStaysSolved() throws IOException {
    kept.keep(check(NOON, "02-elman", 1, 2));
    kept.keep(check(NOON, "02-elman"));
    assertEquals(Set.of(1, 2), kept.read().solved("02-elman"));
  }

  @Test
  void theLatestCheckIsTheLastLineThoughTheClockWasSetBack() throws IOException {
    kept.keep(check(NOON, "02-elman", 1));
    kept.keep(check(NOON.minusSeconds(86_400), "02-elman", 1, 2));
    assertEquals(Set.of(1, 2), kept.read().last("02-elman").orElseThrow().passed());
  }

  @Test
  void damagedLinesArePassedOverAndCounted() throws IOException {
    kept.keep(check(NOON, "02-elman", 1));
    Files.write(
        kept.file(), new byte[] {(byte) 0xff, 0, '\n', 'x', '\n'}, StandardOpenOption.APPEND);
    Progress progress = kept.read();
    assertEquals(List.of(1, 2), List.of(progress.checks().size(), progress.damaged()));
  }

  @Test
  void aLineAfterHalfALineBeginsOnItsOwn() throws IOException {
    kept.keep(check(NOON, "02-elman", 1));
    Files.writeString(kept.file(), "2026-11-23T12:0", StandardOpenOption.APPEND);
    kept.keep(check(NOON, "03-counting", 2));
    assertEquals(Set.of(2), kept.read().solved("03-counting"));
  }

  @Test
  void noTimeIsNoLine() {
    assertTrue(Checked.parse("2026-13-45T12:00:00Z\t02-elman\t1\t3/9").isEmpty());
  }

  @Test
  void threadsLoseNoLine() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      threads.add(
          new Thread(
              () -> {
                try {
                  kept.keep(check(NOON, "e" + number, 1));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(8, kept.read().checks().size());
  }

  @Test
  void processesLoseNoLine() throws Exception {
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      writers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xshare:auto",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  home.toString(),
                  "w" + i)
              .inheritIO()
              .start());
    }
    for (Process writer : writers) {
      assertTrue(writer.waitFor(60, TimeUnit.SECONDS));
    }
    assertEquals(new Tally(3 * Writer.LINES, 0), Tally.of(kept.read()));
  }

  @Test
  void aFolderThatIsMissingIsSaid() throws IOException {
    Files.delete(home.resolve("exercises"));
    assertThrows(IOException.class, () -> kept.keep(check(NOON, "02-elman", 1)));
  }

  private record Tally(int lines, int damaged) {
    static Tally of(Progress progress) {
      return new Tally(progress.checks().size(), progress.damaged());
    }
  }

  /** Another process that checks. */
  static final class Writer {
    static final int LINES = 100;

    private Writer() {}

    /** Keeps many checks of an exercise of its own. */
    public static void main(String[] arguments) throws IOException {
      ProgressFile file = ProgressFile.of(Path.of(arguments[0]));
      for (int i = 0; i < LINES; i++) {
        file.keep(check(NOON, arguments[1], 1 + i % 2));
      }
    }
  }

  private static Checked check(Instant at, String exercise, Integer... passed) {
    return new Checked(at, exercise, new TreeSet<>(List.of(passed)), 3 * passed.length, 9);
  }
}

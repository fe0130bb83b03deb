package unroll.grade.progress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unroll.grade.Report;

/**
 * The file that keeps what a learner has solved, {@code exercises/progress.tsv}: one line a check,
 * only ever appended to, under a lock.
 *
 * <p>A check that found the same as the last one adds nothing, nor does one that found nothing
 * solved where nothing was before. A process that is killed while it writes leaves half a line,
 * which is passed over; the next line begins on its own.
 *
 * @param file the file, which need not exist
 */
public record ProgressFile(Path file) {
  /** The file's name, in the folder {@code exercises}. */
  public static final String NAME = "progress.tsv";

  private static final String HEAD =
      """
      # What unroll check, unroll watch and the lessons' check cells found; unroll status reads it. It is sent nowhere.
      # Each line: when, exercise, tasks that passed, points. Remove lines to forget them.
      """;

  /** Beyond the end of any such file: where locks are mandatory, it can still be read. */
  private static final long LOCKED_PLACE = Long.MAX_VALUE - 1;

  /** Threads of this process: a file lock keeps only other processes out. */
  private static final Object TURN = new Object();

  /**
   * The file of a course.
   *
   * @param home the course folder
   * @return its file
   */
  public static ProgressFile of(Path home) {
    return new ProgressFile(home.resolve("exercises").resolve(NAME));
  }

  /**
   * Keeps what a check found, if it is news.
   *
   * @param report what the public tests said
   * @throws IOException if it cannot be written: a full disk, a course that is read-only
   */
  public void keep(Report report) throws IOException {
    keep(Checked.of(report, Instant.now()));
  }

  /** Appends a line if it is news. */
  void keep(Checked check) throws IOException {
    if (check.passed().isEmpty() && !Files.exists(file)) {
      return;
    }
    synchronized (TURN) {
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock(LOCKED_PLACE, 1, false)) {
        String text = text(channel);
        Optional<Checked> last = parsed(text).last(check.exercise());
        boolean news =
            last.map(before -> !before.foundTheSame(check)).orElse(!check.passed().isEmpty());
        if (news && lock.isValid()) {
          String start = text.isEmpty() ? HEAD : text.endsWith("\n") ? "" : "\n";
          append(channel, start + check.line() + "\n");
        }
      }
    }
  }

  /**
   * Reads the file.
   *
   * @return what it says; nothing if there is no file
   * @throws IOException if it is there and cannot be read
   */
  public Progress read() throws IOException {
    return Files.exists(file) ? parsed(text()) : new Progress(List.of(), 0);
  }

  /** The text; bytes that are no UTF-8 damage their line only. */
  private String text() throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /**
   * The text, read through the locked channel: closing any other one of the same file would give up
   * the lock (POSIX says so).
   */
  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until the end of the file
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private static Progress parsed(String text) {
    List<Checked> checks = new ArrayList<>();
    int damaged = 0;
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Optional<Checked> check = Checked.parse(line);
      check.ifPresent(checks::add);
      damaged += check.isPresent() ? 0 : 1;
    }
    return new Progress(checks, damaged);
  }

  private static void append(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    channel.position(channel.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}

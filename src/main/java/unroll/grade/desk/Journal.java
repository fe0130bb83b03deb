package unroll.grade.desk;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import unroll.grade.report.Row;

/**
 * What was marked so far, one line of JSON a submission, only ever appended to and on the disk
 * before the next begins.
 *
 * <p>A process that is killed while it writes leaves half a line: it is passed over, and the next
 * line begins on its own. The last line of a submission is the one that holds.
 */
final class Journal implements AutoCloseable {
  private static final Gson GSON = new Gson();

  private final FileChannel channel;
  private final Map<String, Entry> last;

  /**
   * One line.
   *
   * @param exercise the exercise's name
   * @param key the hash of all that the result depends on
   * @param row the result in short
   * @param at when it was made, ISO 8601
   */
  record Entry(String exercise, String key, Row row, String at) {}

  private Journal(FileChannel channel, Map<String, Entry> last) {
    this.channel = channel;
    this.last = last;
  }

  /** Opens a journal, which may exist. */
  static Journal open(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      write(channel, "\n");
    }
    Map<String, Entry> last = new HashMap<>();
    new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> parsed(line).ifPresent(entry -> last.put(entry.row().id(), entry)));
    return new Journal(channel, last);
  }

  /** The last line of a submission. */
  synchronized Optional<Entry> of(String id) {
    return Optional.ofNullable(last.get(id));
  }

  /** Whether any submission's last line says something. */
  synchronized boolean any(Predicate<Entry> claim) {
    return last.values().stream().anyMatch(claim);
  }

  /** Appends a line, and returns when it is on the disk. */
  synchronized void append(Entry entry) throws IOException {
    write(channel, GSON.toJson(entry) + "\n");
    channel.force(false);
    last.put(entry.row().id(), entry);
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static Optional<Entry> parsed(String line) {
    try {
      return Optional.ofNullable(GSON.fromJson(line, Entry.class))
          .filter(
              entry ->
                  entry.exercise() != null
                      && entry.row() != null
                      && entry.key() != null
                      && entry.row().id() != null);
    } catch (JsonParseException | NullPointerException e) {
      return Optional.empty(); // half a line
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

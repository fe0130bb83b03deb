package unroll.grade.desk;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import unroll.grade.report.Row;
import unroll.grade.report.Status;

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
   * @param conditions what the result depends on beside the submission
   * @param key the hash of all that the result depends on
   * @param row the result in short
   * @param at when it was made, ISO 8601
   */
  record Entry(String exercise, Conditions conditions, String key, Row row, String at) {
    /** Whether the result need not be made again. */
    boolean settles(String sameKey) {
      return key.equals(sameKey) && row.status() != Status.FAULT;
    }
  }

  private Journal(FileChannel channel, Map<String, Entry> last) {
    this.channel = channel;
    this.last = last;
  }

  /** Opens a journal, which may exist. */
  static Journal open(Path file) throws IOException {
    boolean torn = Files.exists(file) && Files.size(file) > 0 && !endsALine(file);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (torn) {
      write(channel, "\n");
    }
    return new Journal(channel, read(file));
  }

  /** The last line of each submission in a journal, which nobody needs to write to. */
  static Map<String, Entry> read(Path file) throws IOException {
    Map<String, Entry> last = new HashMap<>();
    // as bytes: half a letter at the end of half a line is no reason to refuse the rest
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      lines
          .map(
              line ->
                  new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
          .forEach(line -> parsed(line).ifPresent(entry -> last.put(entry.row().id(), entry)));
    }
    return last;
  }

  private static boolean endsALine(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer end = ByteBuffer.allocate(1);
      channel.read(end, channel.size() - 1);
      return end.get(0) == '\n';
    }
  }

  /** The last line of a submission. */
  synchronized Optional<Entry> of(String id) {
    return Optional.ofNullable(last.get(id));
  }

  /** The last lines of all submissions. */
  synchronized List<Entry> all() {
    return List.copyOf(last.values());
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
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      JsonObject row = json.getAsJsonObject("row");
      // as versions wrote it that knew neither attempts nor conditions
      if (!row.has("student")) {
        row.add("student", row.get("id"));
        row.addProperty("attempt", 1);
        row.addProperty("handedIn", "");
      }
      if (!json.has("conditions")) {
        json.add("conditions", GSON.toJsonTree(Conditions.UNKNOWN));
      }
      return Optional.of(GSON.fromJson(json, Entry.class))
          .filter(
              entry -> entry.exercise() != null && entry.key() != null && entry.row().id() != null);
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NullPointerException e) {
      return Optional.empty(); // half a line
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

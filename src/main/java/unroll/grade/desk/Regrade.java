package unroll.grade.desk;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * New results of what has a score already. They wait beside the old ones until all are made, are
 * held against them, and replace them one by one: the old files are copied to the history first,
 * then the new ones are moved over them, then the journal says so. Killed between any two of these
 * steps, the next run finds whole files and goes on.
 */
final class Regrade implements AutoCloseable {
  private final Outbox outbox;
  private final Outbox next;
  private final Journal journal;
  private final Journal waiting;
  private final Set<String> ids = new TreeSet<>();

  private Regrade(Outbox outbox, Journal journal, Journal waiting) {
    this.outbox = outbox;
    this.next = outbox.next();
    this.journal = journal;
    this.waiting = waiting;
  }

  static Regrade open(Outbox outbox, Journal journal) throws IOException {
    outbox.next().make();
    return new Regrade(outbox, journal, Journal.open(outbox.next().journal()));
  }

  /** Where the new results go. */
  Outbox next() {
    return next;
  }

  /** Adds a new result whose files are written. */
  void add(Journal.Entry entry) throws IOException {
    waiting.append(entry);
    take(entry.row().id());
  }

  /** Takes up a result that an earlier run has made under the same key, if there is one. */
  Optional<Journal.Entry> resume(String id, String key) {
    Optional<Journal.Entry> made =
        waiting.of(id).filter(entry -> entry.settles(key) && next.has(id));
    made.ifPresent(entry -> take(id));
    return made;
  }

  private synchronized void take(String id) {
    ids.add(id);
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return ids.isEmpty();
  }

  int size() {
    return ids.size();
  }

  /** Holds the new results against the old ones. */
  Difference difference() throws IOException {
    List<Change> changes = new ArrayList<>();
    for (String id : ids) {
      Journal.Entry before = journal.of(id).orElseThrow();
      Journal.Entry after = waiting.of(id).orElseThrow();
      if (Change.between(before.row(), after.row())) {
        JsonObject old = json(outbox.json(id));
        JsonObject young = json(next.json(id));
        String was = text(old, "submissionHash");
        String is = text(young, "submissionHash");
        boolean again = !was.isEmpty() && !is.isEmpty() && !was.equals(is);
        changes.add(new Change(before.row(), after.row(), again, tests(old, young)));
      }
    }
    Difference difference = new Difference(changes, ids.size() - changes.size());
    if (!changes.isEmpty()) {
      Outbox.write(next.difference(), difference.csv());
    }
    return difference;
  }

  /** Puts the new results in the place of the old ones. */
  void replace() throws IOException {
    if (Files.exists(next.difference())) {
      Files.createDirectories(outbox.history());
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
      Outbox.keep(next.difference(), outbox.history(), "difference-" + now, ".csv");
    }
    for (String id : ids) {
      Journal.Entry before = journal.of(id).orElseThrow();
      Journal.Entry after = waiting.of(id).orElseThrow();
      if (!before.equals(after)) {
        outbox.keep(id, before.at());
        Outbox.write(outbox.json(id), Files.readString(next.json(id)));
        Outbox.write(outbox.page(id), Files.readString(next.page(id)));
        journal.append(after);
      }
    }
  }

  private static Map<String, JsonObject> byName(JsonObject result) {
    Map<String, JsonObject> tests = new LinkedHashMap<>();
    if (result.has("tests")) {
      for (JsonElement test : result.getAsJsonArray("tests")) {
        JsonObject each = test.getAsJsonObject();
        tests.put(text(each, "suite") + "." + text(each, "test"), each);
      }
    }
    return tests;
  }

  private static List<String> tests(JsonObject old, JsonObject young) {
    Map<String, JsonObject> before = byName(old);
    Map<String, JsonObject> after = byName(young);
    List<String> changed = new ArrayList<>();
    after.forEach(
        (name, test) -> {
          String was = before.containsKey(name) ? said(before.get(name)) : "no such test";
          if (!was.equals(said(test))) {
            changed.add(text(test, "test") + ": " + was + " -> " + said(test));
          }
        });
    before.forEach(
        (name, test) -> {
          if (!after.containsKey(name)) {
            changed.add(text(test, "test") + ": " + said(test) + " -> no such test");
          }
        });
    return changed;
  }

  private static String said(JsonObject test) {
    return text(test, "outcome") + " (" + text(test, "points") + ")";
  }

  private static String text(JsonObject json, String name) {
    return json.has(name) ? json.get(name).getAsString() : "";
  }

  /** A result; an empty one if somebody has damaged or removed the file. */
  private static JsonObject json(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return new JsonObject();
    }
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      return new JsonObject();
    }
  }

  @Override
  public void close() throws IOException {
    waiting.close();
  }
}

package unroll.app.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the lessons one after the other, the one asked for last first, and keeps what each shows: at
 * first the outputs that are stored with the course, then those of this machine.
 */
public final class LessonRuns {
  /** Runs one lesson. */
  public interface Runner {
    /**
     * Runs a lesson in a process of its own.
     *
     * @param lesson the notebook file
     * @param progress receives how far it is, in a few words
     * @return what came of it
     * @throws IOException if it could not be run at all
     * @throws InterruptedException if the course ends
     */
    Ran run(Path lesson, Consumer<String> progress) throws IOException, InterruptedException;
  }

  /**
   * A lesson that was run.
   *
   * @param notebook with its new outputs
   * @param state how it went, in a few words
   */
  public record Ran(JsonObject notebook, String state) {}

  /**
   * A lesson as it can be shown now.
   *
   * @param notebook with outputs
   * @param state how they came about, in a few words
   * @param version counts up when the outputs change
   * @param isFinal whether nothing will change any more
   */
  public record Shown(JsonObject notebook, String state, int version, boolean isFinal) {}

  private final Runner runner;
  private final Map<String, Path> lessons = new LinkedHashMap<>();
  private final Map<String, Shown> shown = new LinkedHashMap<>();
  private final List<String> waiting = new ArrayList<>();

  private LessonRuns(Runner runner) {
    this.runner = runner;
  }

  /**
   * The lessons as they are stored, none run yet.
   *
   * @param lessons notebook files; one that cannot be read says so on its page
   * @param runner runs one of them
   * @return the lessons
   */
  public static LessonRuns of(List<Path> lessons, Runner runner) {
    LessonRuns runs = new LessonRuns(runner);
    for (Path lesson : lessons) {
      String name = nameOf(lesson);
      runs.lessons.put(name, lesson);
      runs.shown.put(name, stored(lesson));
      runs.waiting.add(name);
    }
    return runs;
  }

  /**
   * A lesson's name: its file's, without the ending.
   *
   * @param lesson a path
   * @return for example {@code 15-shakespeare}
   */
  public static String nameOf(Path lesson) {
    String file = lesson.getFileName().toString();
    return file.endsWith(".ipynb") ? file.substring(0, file.length() - ".ipynb".length()) : file;
  }

  private static Shown stored(Path lesson) {
    try {
      JsonObject notebook = JsonParser.parseString(Files.readString(lesson)).getAsJsonObject();
      String state =
          hasOutputs(notebook)
              ? "outputs as stored with the course; to be run here"
              : "not run yet";
      return new Shown(notebook, state, 0, false);
    } catch (IOException | JsonParseException | IllegalStateException unreadable) {
      return new Shown(
          new JsonObject(), "this notebook cannot be read: " + unreadable.getMessage(), 0, true);
    }
  }

  private static boolean hasOutputs(JsonObject notebook) {
    for (JsonElement cell : LessonPage.cells(notebook)) {
      if (!LessonPage.outputs(cell.getAsJsonObject()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The names of the lessons, in order. */
  List<String> names() {
    return List.copyOf(lessons.keySet());
  }

  /** A lesson as it can be shown now; empty where there is none of the name. */
  synchronized Optional<Shown> shown(String name) {
    return Optional.ofNullable(shown.get(name));
  }

  /**
   * Has a lesson run next, if it still waits.
   *
   * @param name of the lesson
   */
  public synchronized void prefer(String name) {
    if (waiting.remove(name)) {
      waiting.add(0, name);
    }
  }

  /** Runs everything that waits; returns when nothing does, or when interrupted. */
  public void runAll() {
    for (Optional<String> next = next(); next.isPresent(); next = next()) {
      String name = next.get();
      try {
        Ran ran = runner.run(lessons.get(name), state -> tell(name, state));
        finish(name, ran.notebook(), ran.state());
      } catch (IOException | RuntimeException failed) {
        finish(
            name,
            shown(name).orElseThrow().notebook(),
            "could not be run here: " + failed.getMessage());
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private synchronized Optional<String> next() {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    String name = waiting.remove(0);
    Shown before = shown.get(name);
    if (before.isFinal()) {
      return next();
    }
    shown.put(name, new Shown(before.notebook(), "running now ...", before.version(), false));
    return Optional.of(name);
  }

  private synchronized void tell(String name, String state) {
    Shown now = shown.get(name);
    shown.put(name, new Shown(now.notebook(), state, now.version(), false));
  }

  private synchronized void finish(String name, JsonObject notebook, String state) {
    shown.put(name, new Shown(notebook, state, shown.get(name).version() + 1, true));
  }
}

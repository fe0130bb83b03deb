package unroll.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs a notebook in a Java of its own, so that a lesson that exits, fills its memory or leaves
 * threads behind harms no other.
 *
 * <p>The child tells how far it is in lines of JSON on its standard output, and writes the notebook
 * with its outputs to a file. It ends when its standard input does, that is, with its parent.
 */
public final class NotebookProcess {
  /** Begins each line of ours; anything else on that stream is somebody's chatter. */
  private static final String MARK = "notebook-run ";

  private static final int MOST_LINES_OF_STDERR = 15;

  private NotebookProcess() {}

  /**
   * What came of a run in a child.
   *
   * @param failure where and why it failed, in a line; empty if it did not
   * @param details what a reader of the failure may want to see besides
   * @param time the notebook took, without the start of its Java
   * @param notebook the notebook with fresh outputs; empty if the child ended before it could say
   */
  public record Report(
      Optional<String> failure,
      List<String> details,
      Duration time,
      Optional<NotebookFile> notebook) {}

  /** One line from the child. */
  private record Line(
      int cell, int cells, boolean ended, double seconds, String failure, List<String> details) {}

  /**
   * Runs a notebook in a child and waits for it.
   *
   * @param notebook the file to run; the child works in its folder
   * @param options for the child's Java, for example {@code -Dunroll.quick=true}
   * @param listener is told how far the run has got
   * @return what came of it
   * @throws IOException if no child can be started
   * @throws InterruptedException if the waiting thread is interrupted; the child is ended
   */
  public static Report run(Path notebook, List<String> options, NotebookRunner.Listener listener)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("notebook-run");
    Path result = folder.resolve("result.ipynb");
    Path errors = folder.resolve("stderr.txt");
    Process child =
        new ProcessBuilder(command(notebook.toAbsolutePath(), result, options))
            .directory(notebook.toAbsolutePath().getParent().toFile())
            .redirectError(errors.toFile())
            .start();
    Thread endWithUs = new Thread(child::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(endWithUs);
    try {
      long start = System.nanoTime();
      Optional<Line> last = listen(child, listener);
      int status = child.waitFor();
      return last.map(line -> report(line, result))
          .orElseGet(() -> ended(status, errors, Duration.ofNanos(System.nanoTime() - start)));
    } finally {
      child.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(endWithUs);
      for (Path file : List.of(result, errors, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<String> command(Path notebook, Path result, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-Dfile.encoding=UTF-8", "-Djava.awt.headless=true"));
    command.addAll(options);
    command.add("-cp");
    command.add(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)));
    command.addAll(
        List.of(NotebookProcess.class.getName(), notebook.toString(), result.toString()));
    return command;
  }

  private static Optional<Line> listen(Process child, NotebookRunner.Listener listener)
      throws IOException {
    Optional<Line> last = Optional.empty();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        Optional<Line> line = parse(text);
        line.filter(l -> !l.ended()).ifPresent(l -> listener.starts(l.cell(), l.cells()));
        last = line.filter(Line::ended).or(lastBefore(last));
      }
    }
    return last;
  }

  private static java.util.function.Supplier<Optional<Line>> lastBefore(Optional<Line> last) {
    return () -> last;
  }

  private static Optional<Line> parse(String text) {
    if (!text.startsWith(MARK)) {
      return Optional.empty();
    }
    try {
      JsonObject json = new Gson().fromJson(text.substring(MARK.length()), JsonObject.class);
      List<String> details = new ArrayList<>();
      json.getAsJsonArray("details").forEach(detail -> details.add(detail.getAsString()));
      return Optional.of(
          new Line(
              json.get("cell").getAsInt(),
              json.get("cells").getAsInt(),
              json.get("ended").getAsBoolean(),
              json.get("seconds").getAsDouble(),
              json.get("failure").getAsString(),
              details));
    } catch (JsonParseException | IllegalStateException | NullPointerException cut) {
      return Optional.empty();
    }
  }

  private static Report report(Line line, Path result) {
    Optional<NotebookFile> notebook;
    try {
      notebook = Optional.of(NotebookFile.read(result));
    } catch (IOException e) {
      notebook = Optional.empty();
    }
    return new Report(
        Optional.of(line.failure()).filter(failure -> !failure.isEmpty()),
        line.details(),
        Duration.ofNanos((long) (line.seconds() * 1e9)),
        notebook);
  }

  private static Report ended(int status, Path errors, Duration time) {
    List<String> details = List.of();
    try {
      List<String> all = Files.readAllLines(errors);
      details = all.subList(Math.max(0, all.size() - MOST_LINES_OF_STDERR), all.size());
    } catch (IOException unreadable) {
      // then its exit status is all there is to say
    }
    String failure = "a cell ended the whole program, with exit status " + status;
    return new Report(Optional.of(failure), details, time, Optional.empty());
  }

  /**
   * The child: runs a notebook and writes it with its outputs. Exits with status 1 if it fails.
   *
   * @param arguments the notebook, and the file to write
   * @throws IOException if one cannot be read or the other not be written
   */
  public static void main(String[] arguments) throws IOException {
    endWithParent(System.in);
    // while a notebook runs, System.out is its own
    PrintStream parent =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    NotebookRunner runner =
        NotebookRunner.withListener(
            (cell, cells) -> say(parent, new Line(cell, cells, false, 0, "", List.of())));
    NotebookRun run = runner.start(NotebookFile.read(Path.of(arguments[0])));
    run.notebook().write(Path.of(arguments[1]));
    say(
        parent,
        new Line(
            run.cells().size(),
            run.cells().size(),
            true,
            run.time().toNanos() / 1e9,
            run.failure().map(NotebookRun.Failure::describe).orElse(""),
            run.failure().map(failure -> failure.error().traceback()).orElse(List.of())));
    System.exit(run.failure().isPresent() ? 1 : 0);
  }

  private static void say(PrintStream parent, Line line) {
    JsonObject json = new JsonObject();
    json.addProperty("cell", line.cell());
    json.addProperty("cells", line.cells());
    json.addProperty("ended", line.ended());
    json.addProperty("seconds", line.seconds());
    json.addProperty("failure", line.failure());
    json.add("details", new Gson().toJsonTree(line.details()));
    // its own line even where chatter has begun one
    parent.print("\n" + MARK + json + "\n");
    parent.flush();
  }

  private static void endWithParent(InputStream parent) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (parent.read() >= 0) {
                  // nothing is said; only the end counts
                }
              } catch (IOException closed) {
                // the same as its end
              }
              Runtime.getRuntime().halt(1);
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }
}

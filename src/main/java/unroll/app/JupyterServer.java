package unroll.app;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running Jupyter, and the promise that it ends with us: whatever ends this process (Ctrl-C, a
 * signal, the end of Maven) ends Jupyter and its kernels.
 */
final class JupyterServer implements AutoCloseable {
  private static final Duration TO_START = Duration.ofSeconds(90);
  private static final Duration TO_END = Duration.ofSeconds(10);
  private static final Duration KERNELS_TO_END = Duration.ofSeconds(3);
  private static final long POLL_MILLIS = 50;

  /** Jupyter was found, but did not come up. */
  static final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
      super(message);
    }
  }

  /**
   * What Jupyter is started for.
   *
   * @param course the course it shows
   * @param kernels the folder to put on {@code JUPYTER_PATH}
   * @param lesson what to open first
   * @param port where to listen, on the loopback address
   * @param browser whether Jupyter shall open a browser
   */
  record Wish(Course course, Path kernels, Path lesson, int port, boolean browser) {}

  private final Process process;
  private final Path runtime;
  private final Path log;
  private final String address;

  private JupyterServer(Process process, Path runtime, Path log, String address) {
    this.process = process;
    this.runtime = runtime;
    this.log = log;
    this.address = address;
  }

  /**
   * Starts Jupyter and waits until it listens.
   *
   * @throws StartException if it ends, or does not listen in time; the message says why
   */
  static JupyterServer start(Jupyter jupyter, Wish wish) {
    Path log = wish.course().cache().resolve("jupyter-" + wish.port() + ".log");
    try {
      Path runtime = Files.createTempDirectory(wish.course().cache(), "jupyter-run-");
      Process process = launch(jupyter, wish, runtime, log);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, runtime), "end jupyter"));
      Optional<JsonObject> told = awaitListening(process, runtime);
      if (told.isEmpty()) {
        end(process, runtime);
        String last = new Call(process.exitValue(), Files.readString(log)).complaint();
        throw new StartException(
            jupyter.title() + " does not start: " + last + " (see " + log + ")");
      }
      return new JupyterServer(process, runtime, log, address(told.get(), jupyter, wish));
    } catch (IOException cannot) {
      throw new StartException(jupyter.title() + " does not start: " + cannot.getMessage());
    }
  }

  private static Process launch(Jupyter jupyter, Wish wish, Path runtime, Path log)
      throws IOException {
    List<String> command = new ArrayList<>(diesWithUs());
    command.addAll(jupyter.with(options(wish)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(wish.course().root().toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JUPYTER_RUNTIME_DIR", runtime.toString());
    environment.merge(
        "JUPYTER_PATH",
        wish.kernels().toString(),
        (others, own) -> own + File.pathSeparator + others);
    Process process = builder.start();
    // not a terminal: with one, Jupyter would answer Ctrl-C with a question
    process.getOutputStream().close();
    return process;
  }

  private static List<String> options(Wish wish) {
    List<String> options = new ArrayList<>();
    options.add("--notebook-dir=" + wish.course().root());
    options.add("--port=" + wish.port());
    options.add("--port-retries=0");
    options.add("--ip=127.0.0.1");
    if (isRoot()) {
      options.add("--allow-root");
    }
    if (wish.browser()) {
      options.add(wish.lesson().toString());
    } else {
      options.add("--no-browser");
    }
    return options;
  }

  /** Whether the person is root, whom Jupyter refuses unless told otherwise. */
  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /**
   * On Linux, the words that have the kernel of the system end a program when we are ended without
   * a chance to do it.
   */
  private static List<String> diesWithUs() {
    List<String> words = List.of("setpriv", "--pdeathsig", "TERM");
    List<String> trial = new ArrayList<>(words);
    trial.add("true");
    return Call.of(Duration.ofSeconds(2), Map.of(), trial).succeeded() ? words : List.of();
  }

  private static Optional<JsonObject> awaitListening(Process process, Path runtime)
      throws IOException {
    long deadline = System.nanoTime() + TO_START.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        Optional<JsonObject> told = told(runtime);
        if (told.isPresent() || process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          return told;
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** What a listening Jupyter writes of itself: its address and token. */
  private static Optional<JsonObject> told(Path runtime) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(runtime, "{jpserver,nbserver}-*.json")) {
      for (Path file : files) {
        return Optional.of(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
      }
    } catch (JsonParseException | IllegalStateException halfWritten) {
      // looked at again shortly
    }
    return Optional.empty();
  }

  private static String address(JsonObject told, Jupyter jupyter, Wish wish) {
    String document =
        wish.course().root().relativize(wish.lesson()).toString().replace(File.separatorChar, '/');
    String token = told.has("token") ? told.get("token").getAsString() : "";
    try {
      String path =
          new URI(null, null, jupyter.face().documents() + document, null).toASCIIString();
      return told.get("url").getAsString() + path + (token.isEmpty() ? "" : "?token=" + token);
    } catch (URISyntaxException impossible) {
      throw new StartException("no address for " + document);
    }
  }

  /** The address of the lesson, with its token. */
  String address() {
    return address;
  }

  /** Where Jupyter's own words go. */
  Path log() {
    return log;
  }

  /** Waits until somebody ends Jupyter, and returns its exit status. */
  int awaitEnd() throws InterruptedException {
    int status = process.waitFor();
    close();
    return status;
  }

  @Override
  public void close() {
    end(process, runtime);
  }

  private static void end(Process process, Path runtime) {
    // kernels live in sessions of their own: remember them while their parent still knows them
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor(1, TimeUnit.SECONDS);
      }
      long deadline = System.nanoTime() + KERNELS_TO_END.toNanos();
      while (family.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    family.forEach(ProcessHandle::destroyForcibly);
    forget(runtime);
  }

  /**
   * Removes the address and token that lie in the runtime folder; what cannot be removed is of no
   * use to anybody.
   */
  private static void forget(Path runtime) {
    try (Stream<Path> files = Files.exists(runtime) ? Files.list(runtime) : Stream.empty()) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(runtime);
    } catch (IOException busy) {
      runtime.toFile().deleteOnExit();
    }
  }
}

package unroll.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A private Python environment with JupyterLab in it, made once by venv and pip under the cache
 * folder.
 *
 * <p>Each attempt builds in a folder of its own, and only a finished one is named in the file
 * {@code venv.txt}, so a half-made one is never used and two builders at once do no harm. pip's own
 * configuration is honoured.
 *
 * @param path where Python is looked for
 * @param cache the folder to build in
 * @param mayInstall whether anything may be fetched
 * @param tell receives a line before something slow
 */
record PrivateVenv(SearchPath path, Path cache, boolean mayInstall, Consumer<String> tell)
    implements Rung {
  /** What pip is asked for. */
  static final String PACKAGE = "jupyterlab>=4.6,<4.7";

  private static final Duration PYTHON_LIMIT = Duration.ofSeconds(10);
  private static final Duration VENV_LIMIT = Duration.ofMinutes(2);
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(15);

  /** An index that cannot be reached is told this soon, the making of the environment included. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(13);

  private static final Duration INDEX_AT_LEAST = Duration.ofSeconds(4);

  /** A building folder older than this was left behind. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  /**
   * In a user's configuration this would install outside of the environment; the rest of it is
   * honoured.
   */
  private static final Map<String, String> ENVIRONMENT = Map.of("PIP_USER", "0");

  private static final String CHECK =
      "import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 'Python %d.%d is too old, 3.10 is"
          + " needed' % sys.version_info[:2])";

  @Override
  public Outcome attempt() {
    Outcome kept = existing();
    if (kept instanceof Found) {
      return kept;
    }
    if (!mayInstall) {
      return new Missing("no private environment made, as nothing may be installed (--offline)");
    }
    try {
      return build();
    } catch (IOException cannot) {
      return new Missing(
          "no private environment: cannot write in " + cache + " (" + cannot.getMessage() + ")");
    }
  }

  private Outcome existing() {
    try {
      Path folder = cache.resolve(Files.readString(pointer()).strip());
      return ask(folder);
    } catch (IOException none) {
      return new Missing("no private environment yet");
    }
  }

  private Path pointer() {
    return cache.resolve("venv.txt");
  }

  private static Outcome ask(Path folder) {
    Path jupyter = programs(folder).resolve(isWindows() ? "jupyter.exe" : "jupyter");
    return new InstalledJupyter(new SearchPath(List.of()), InstalledJupyter.LIMIT)
        .ask(jupyter, Jupyter.Face.LAB);
  }

  private static Path programs(Path folder) {
    return folder.resolve(isWindows() ? "Scripts" : "bin");
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  private Outcome build() throws IOException {
    String why = "there is no python3 on the PATH";
    for (String name : List.of("python3", "python")) {
      for (Path python : path.all(name)) {
        Call check = Call.of(PYTHON_LIMIT, Map.of(), List.of(python.toString(), "-c", CHECK));
        if (check.succeeded()) {
          return build(python);
        }
        why = python + ": " + explain(check);
      }
    }
    return new Missing("no private environment: " + why);
  }

  private static String explain(Call check) {
    String said = check.complaint();
    return said.contains("ensurepip") || said.contains("venv")
        ? said + " (Debian, Ubuntu: apt-get install python3-venv)"
        : said;
  }

  private Outcome build(Path python) throws IOException {
    Files.createDirectories(cache);
    sweep();
    Path log = cache.resolve("venv.log");
    Path folder = Files.createTempDirectory(cache, "venv-");
    tell.accept(
        "making a private Python environment with JupyterLab in "
            + folder
            + " (about 250 MB; log "
            + log
            + ")");
    Outcome outcome = fill(python, folder, log);
    if (outcome instanceof Found) {
      Path written =
          Files.writeString(
              Files.createTempFile(cache, "venv", ".txt"), folder.getFileName().toString());
      Files.move(
          written, pointer(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Trees.delete(folder);
    }
    return outcome;
  }

  private static Outcome fill(Path python, Path folder, Path log) {
    Instant start = Instant.now();
    Call made =
        Call.logged(
            VENV_LIMIT,
            ENVIRONMENT,
            List.of(python.toString(), "-m", "venv", folder.toString()),
            log);
    if (!made.succeeded()) {
      return new Missing("no private environment: " + python + " -m venv failed: " + explain(made));
    }
    String own = programs(folder).resolve("python").toString();
    Call index =
        Call.logged(
            left(start), ENVIRONMENT, pip(own, "0", "4", "index", "versions", "jupyterlab"), log);
    if (!index.succeeded()) {
      return new Missing(
          "no private environment: pip's index was not reached or has no JupyterLab ("
              + index.complaint()
              + "); check the network or pip's configuration (pip config list)");
    }
    Call installed =
        Call.logged(
            INSTALL_LIMIT,
            ENVIRONMENT,
            pip(
                own,
                "2",
                "15",
                "install",
                "--prefer-binary",
                "--progress-bar",
                "off",
                "--quiet",
                PACKAGE),
            log);
    if (!installed.succeeded()) {
      return new Missing(
          "no private environment: pip failed: " + installed.complaint() + " (see " + log + ")");
    }
    return ask(folder);
  }

  private static Duration left(Instant start) {
    Duration left = TOLD_WITHIN.minus(Duration.between(start, Instant.now()));
    return left.compareTo(INDEX_AT_LEAST) < 0 ? INDEX_AT_LEAST : left;
  }

  private static List<String> pip(
      String python, String retries, String seconds, String... arguments) {
    List<String> bounded =
        List.of(
            "--disable-pip-version-check",
            "--no-input",
            "--retries",
            retries,
            "--timeout",
            seconds);
    return Stream.of(Stream.of(python, "-m", "pip"), Stream.of(arguments), bounded.stream())
        .flatMap(part -> part)
        .toList();
  }

  /** Deletes what builders left behind that were ended half-way. */
  private void sweep() throws IOException {
    String kept = Files.exists(pointer()) ? Files.readString(pointer()).strip() : "";
    Instant old = Instant.now().minus(ABANDONED);
    try (Stream<Path> inside = Files.list(cache)) {
      for (Path folder : inside.filter(file -> isBuilding(file, kept)).toList()) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
          Trees.delete(folder);
        }
      }
    }
  }

  private static boolean isBuilding(Path file, String kept) {
    String name = file.getFileName().toString();
    return name.startsWith("venv-") && !name.equals(kept) && Files.isDirectory(file);
  }
}

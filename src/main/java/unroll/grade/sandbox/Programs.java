package unroll.grade.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs of the system that a sandbox is made of. */
final class Programs {
  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");
  private static final int SECONDS = 20;

  private Programs() {}

  /** A program by its name, not from a path that an environment could bend. */
  static Optional<String> find(String name) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** Whether this process may change to another user. */
  static boolean areRoot() {
    try {
      return "root".equals(System.getProperty("user.name"))
          || Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    } catch (IOException e) {
      // no such file, no such system
      return false;
    }
  }

  /**
   * Runs a short command.
   *
   * @return empty if it succeeded, else one line that says what it said
   */
  static Optional<String> refusal(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of("it did not end within " + SECONDS + " s");
      }
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(said.lines().findFirst().orElse("status " + process.exitValue()));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}

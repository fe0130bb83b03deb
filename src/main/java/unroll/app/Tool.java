package unroll.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Programs of this machine that a command needs: Maven, git. */
final class Tool {
  private Tool() {}

  /**
   * How a program ended.
   *
   * @param status its exit status
   * @param seconds it took
   * @param output all that it printed
   */
  record Ended(int status, long seconds, List<String> output) {
    /** The lines that tell what went wrong, or the last ones. */
    List<String> errors(int most) {
      List<String> errors =
          output.stream().filter(line -> line.startsWith("[ERROR]")).limit(most).toList();
      return errors.isEmpty()
          ? output.subList(Math.max(0, output.size() - most), output.size())
          : errors;
    }
  }

  /** What Maven is called here. */
  static String maven() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return windows ? "mvn.cmd" : "mvn";
  }

  /**
   * Runs a program to its end; it is ended with this thread.
   *
   * @param folder where it runs
   * @param log receives what it prints
   * @param command the program and its arguments
   * @throws UserError if there is no such program
   */
  static Ended run(Path folder, Path log, String... command)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException missing) {
      throw new UserError(command[0] + " is needed and cannot be started; install it", missing);
    }
    try {
      process.getOutputStream().close();
      int status = process.waitFor();
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      return new Ended(status, seconds, Files.readAllLines(log));
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}

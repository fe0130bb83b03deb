package unroll.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that a command needs: Maven, git. */
final class Tool {
  /** How long a program may take to end when asked to. */
  private static final int ENDING_SECONDS = 2;

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
    return run(folder, log, Map.of(), command);
  }

  /**
   * The same with some variables of the environment set.
   *
   * @param folder where it runs
   * @param log receives what it prints
   * @param environment values by name, in addition to those that this process has
   * @param command the program and its arguments
   * @throws UserError if there is no such program
   */
  static Ended run(Path folder, Path log, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      throw new UserError(command[0] + " is needed and cannot be started; install it", missing);
    }
    try {
      process.getOutputStream().close();
      int status = process.waitFor();
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      return new Ended(status, seconds, Files.readAllLines(log));
    } catch (InterruptedException ended) {
      end(process);
      throw ended;
    } finally {
      process.destroy();
    }
  }

  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> all = process.descendants().toList();
    all.forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}

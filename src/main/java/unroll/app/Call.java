package unroll.app;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What another program answered, asked for a bounded time.
 *
 * @param status its exit status; {@link #TIMED_OUT} where it had to be ended
 * @param output what it wrote, standard output and error together
 */
record Call(int status, String output) {
  /** Stands for the exit status of a program that did not end in its time. */
  static final int TIMED_OUT = -1;

  /** Stands for the exit status of a program that could not be started. */
  static final int NOT_STARTED = -2;

  /** Whether the program ended by itself, with status 0. */
  boolean succeeded() {
    return status == 0;
  }

  /** Its last line that is not blank; empty where it said nothing. */
  String lastLine() {
    return output
        .strip()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce("", (first, second) -> second);
  }

  /** Why it failed, in half a line. */
  String complaint() {
    return switch (status) {
      case TIMED_OUT -> "it did not answer in time";
      case NOT_STARTED -> output;
      default -> lastLine().isEmpty() ? "exit status " + status : lastLine();
    };
  }

  /** Runs a program and returns what it wrote. */
  static Call of(Duration limit, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("unroll", ".out");
      try {
        int status = run(limit, environment, command, output);
        return new Call(status, Files.readString(output, Charset.defaultCharset()));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException cannot) {
      return new Call(NOT_STARTED, String.valueOf(cannot.getMessage()));
    }
  }

  /** Runs a program whose output is kept: appended to a log. */
  static Call logged(
      Duration limit, Map<String, String> environment, List<String> command, Path log) {
    try {
      long before = Files.exists(log) ? Files.size(log) : 0;
      int status = run(limit, environment, command, log);
      byte[] all = Files.readAllBytes(log);
      int start = (int) Math.min(before, all.length);
      return new Call(status, new String(all, start, all.length - start, Charset.defaultCharset()));
    } catch (IOException cannot) {
      return new Call(NOT_STARTED, String.valueOf(cannot.getMessage()));
    }
  }

  private static int run(
      Duration limit, Map<String, String> environment, List<String> command, Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    // it must not outlive us when we are ended while it works
    Thread hook = new Thread(() -> end(process), "end " + command.get(0));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        return TIMED_OUT;
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      end(process);
      Thread.currentThread().interrupt();
      return TIMED_OUT;
    } finally {
      forget(hook);
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // the hook runs, or has run: nothing to take back
    }
  }
}

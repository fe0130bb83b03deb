package unroll.reference;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Stream;
import unroll.matrix.Kernels;

/**
 * The table of reference runs. Its job is to add a row for each run, whether it reached its bar or
 * not, to the file that is kept with the sources.
 */
final class Results {
  private static final Path FILE = Path.of("src/test/resources/unroll/reference/results.md");

  private Results() {}

  /**
   * What a run gave.
   *
   * @param task what was learned, its size included
   * @param model what learned it, its settings included
   * @param seed of the weights and of the examples
   * @param result what was measured and its unit
   * @param bar what was to be reached
   * @param steps updates made
   * @param cpuSeconds of the process, all threads
   */
  record Row(
      String task,
      String model,
      long seed,
      String result,
      String bar,
      long steps,
      double cpuSeconds) {
    String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %d | %s | %s | %d | %.1f | %s, %s kernels | %s |%n",
          task,
          model,
          seed,
          result,
          bar,
          steps,
          cpuSeconds,
          processor(),
          Kernels.provider(),
          System.getProperty("java.version"));
    }
  }

  /** Adds a row. */
  static void append(Row row) throws IOException {
    Files.writeString(FILE, row.markdown(), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  /** CPU time of this process so far, in seconds. */
  static double cpuSeconds() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() * 1e-9;
  }

  /** The name of the processor where the system tells it, else its architecture. */
  private static String processor() {
    Path told = Path.of("/proc/cpuinfo");
    if (Files.isReadable(told)) {
      try (Stream<String> lines = Files.lines(told)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException unreadable) {
        return System.getProperty("os.arch");
      }
    }
    return System.getProperty("os.arch");
  }
}

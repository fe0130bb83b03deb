package unroll.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks and turns operations a second into GFLOP/s and shares of the peak. */
final class KernelRuns {
  private KernelRuns() {}

  static void run(boolean quick, Results results, Consumer<String> say) {
    try {
      List<RunResult> peaks = new ArrayList<>(runs(PeakBenchmark.class, quick));
      double peakFloat = gigaflops(peaks, "peakFloat", PeakBenchmark.floatOperations());
      double peakDouble = gigaflops(peaks, "peakDouble", PeakBenchmark.doubleOperations());
      row(results, say, "peak of a core, FMA in registers", "", "float", peakFloat, peakFloat);
      row(results, say, "peak of a core, FMA in registers", "", "double", peakDouble, peakDouble);
      for (RunResult result : runs(KernelBenchmark.class, quick)) {
        String precision = result.getParams().getParam("precision").toLowerCase(Locale.ROOT);
        String size = result.getParams().getParam("size");
        double peak = precision.equals("float") ? peakFloat : peakDouble;
        double rate = result.getPrimaryResult().getScore() * operations(size) / 1e9;
        row(results, say, title(result), size, precision, rate, peak);
      }
    } catch (RunnerException e) {
      say.accept("the kernels could not be measured: " + e.getMessage());
    }
  }

  private static Collection<RunResult> runs(Class<?> benchmark, boolean quick)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.getName())
            .forks(1)
            .jvmArgs("--add-modules", "jdk.incubator.vector", "-Dunroll.threads=1")
            .warmupIterations(2)
            .warmupTime(TimeValue.milliseconds(quick ? 700 : 1000))
            .measurementIterations(3)
            .measurementTime(TimeValue.milliseconds(quick ? 200 : 400))
            .verbosity(VerboseMode.SILENT);
    if (quick && benchmark == KernelBenchmark.class) {
      options.param("size", "50x128x512");
    }
    return new Runner(options.build()).run();
  }

  private static double gigaflops(List<RunResult> peaks, String label, double operations) {
    return peaks.stream()
        .filter(result -> result.getPrimaryResult().getLabel().equals(label))
        .mapToDouble(result -> result.getPrimaryResult().getScore() * operations / 1e9)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double operations(String size) {
    double product = 2;
    for (String side : size.split("x")) {
      product *= Integer.parseInt(side);
    }
    return product;
  }

  private static String title(RunResult result) {
    return switch (result.getPrimaryResult().getLabel()) {
      case "packedProduct" -> "A B, B laid out once";
      case "product" -> "A B";
      case "transposedProduct" -> "A' C, a weight gradient";
      default -> "A B by EJML";
    };
  }

  private static void row(
      Results results,
      Consumer<String> say,
      String what,
      String size,
      String precision,
      double rate,
      double peak) {
    results.kernel(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %.1f | %.0f %% |",
            what,
            size,
            precision,
            rate,
            100 * rate / peak));
    say.accept(String.format(Locale.ROOT, "%s %s %s: %.1f GFLOP/s", what, size, precision, rate));
  }
}

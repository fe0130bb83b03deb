package unroll.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes what was measured as a page of Markdown. */
final class Report {
  /** Rounding and where an Adam adds its epsilon grow to this after ten steps. */
  private static final double NOISE = 0.01;

  private final Options options;
  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private Report(Options options, Results results) {
    this.options = options;
    this.results = results;
  }

  static void write(Options options, Results results) throws IOException {
    Path file = options.report().toAbsolutePath();
    Files.createDirectories(file.getParent());
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, new Report(options, results).page());
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private String page() {
    line("# Benchmark");
    line("");
    line("Written by `mvn -Pbench verify` on %s; do not edit.", LocalDate.now());
    line("");
    line("Machine: %s.", Machine.words());
    line(
        "Threads: %d where there is a batch, 1 in S1, for everybody. Figures are medians of %d"
            + " rounds in which the contenders took turns, %s s each.",
        options.threads(), options.rounds(), options.seconds());
    line(
        "Everybody begins with the same weights, reads the same windows of Shakespeare (vocabulary"
            + " of 65) with the state carried, and makes the same Adam step after each.");
    line("");
    results.versions().forEach((title, version) -> line("- %s: %s", title, version));
    results.missing().forEach((title, why) -> line("- not measured: %s (%s)", title, why));
    summary("Training", "Characters a second of whole training steps", true);
    summary("Sampling", "Characters a second, one at a time, each read as the next input", false);
    losses();
    curve();
    kernels();
    return text.toString();
  }

  private void line(String format, Object... values) {
    text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private Set<String> titles(boolean training) {
    Set<String> titles = new LinkedHashSet<>();
    for (Shape shape : Shape.ALL) {
      results
          .of(shape)
          .values()
          .forEach(
              measured -> {
                if (!rates(measured, training).isEmpty()) {
                  titles.add(measured.title());
                }
              });
    }
    return titles;
  }

  private static List<Double> rates(Results.Measured measured, boolean training) {
    return training ? measured.training() : measured.sampling();
  }

  /** One row a contender, one column a shape: the rate, and how much faster the first is. */
  private void summary(String title, String what, boolean training) {
    Set<String> titles = titles(training);
    if (titles.isEmpty()) {
      return;
    }
    List<Shape> shapes =
        Shape.ALL.stream()
            .filter(
                shape ->
                    results.of(shape).values().stream()
                        .anyMatch(measured -> !rates(measured, training).isEmpty()))
            .toList();
    line("");
    line("## %s", title);
    line("");
    line("%s; in brackets how many times faster Unroll in float is.", what);
    line("");
    line("| | %s |", String.join(" | ", shapes.stream().map(Shape::name).toList()));
    line("|---|%s", "---|".repeat(shapes.size()));
    for (String one : titles) {
      StringBuilder row = new StringBuilder("| " + one + " |");
      for (Shape shape : shapes) {
        row.append(' ').append(cell(results.of(shape), one, training)).append(" |");
      }
      line(row.toString());
    }
    line("");
    shapes.forEach(shape -> line("- %s: %s", shape.name(), shape.words()));
  }

  private static String cell(Map<String, Results.Measured> here, String title, boolean training) {
    Results.Measured first = here.get(Contender.FIRST);
    for (Results.Measured measured : here.values()) {
      if (measured.title().equals(title) && !rates(measured, training).isEmpty()) {
        double rate = Results.Measured.median(rates(measured, training));
        double best = first == null ? Double.NaN : Results.Measured.median(rates(first, training));
        String ratio =
            measured == first || Double.isNaN(best)
                ? ""
                : String.format(Locale.ROOT, " (%.1f)", best / rate);
        return String.format(Locale.ROOT, "%,.0f", rate) + ratio;
      }
    }
    return "";
  }

  private void losses() {
    line("");
    line("## The same work");
    line("");
    line(
        "The loss of the first step and of the last that everybody took (the tenth if not said), in"
            + " nats a character. Same: within %.0f %% of Unroll in double, or in float where that"
            + " did not take part.",
        100 * NOISE);
    line("");
    line("| shape | who | first | last | spread of the rates | |");
    line("|---|---|---|---|---|---|");
    for (Shape shape : Shape.ALL) {
      Map<String, Results.Measured> here = results.of(shape);
      Results.Measured exact = here.getOrDefault("unroll-double", here.get(Contender.FIRST));
      for (Results.Measured measured : here.values()) {
        line(
            "| %s | %s | %.4f | %s | %s | %s |",
            shape.name(),
            measured.title(),
            measured.losses()[0],
            last(measured),
            spread(measured.training()),
            verdict(measured, exact));
      }
    }
    line("");
    line(
        "DL4J's vanilla cell computes its gradient as if the window had begun with a state of zero,"
            + " so its losses differ; a GRU has two biases in PyTorch that learn alike, which shows"
            + " in the third digit.");
  }

  private static int taken(Results.Measured measured) {
    int taken = 0;
    while (taken < measured.losses().length && !Double.isNaN(measured.losses()[taken])) {
      taken++;
    }
    return taken;
  }

  private static String last(Results.Measured measured) {
    int taken = taken(measured);
    if (taken == 0) {
      return "";
    }
    String loss = String.format(Locale.ROOT, "%.4f", measured.losses()[taken - 1]);
    return taken == Bench.LOSSES ? loss : loss + " (step " + taken + ")";
  }

  private static String spread(List<Double> rates) {
    double median = Results.Measured.median(rates);
    return rates.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%+.0f to %+.0f %%",
            100 * (rates.stream().mapToDouble(d -> d).min().orElse(median) / median - 1),
            100 * (rates.stream().mapToDouble(d -> d).max().orElse(median) / median - 1));
  }

  private static String verdict(Results.Measured measured, Results.Measured exact) {
    if (exact == null || measured == exact) {
      return "";
    }
    int last = Math.min(taken(measured), taken(exact)) - 1;
    double worst = 0;
    for (int i = 0; i <= last; i++) {
      worst = Math.max(worst, Math.abs(measured.losses()[i] / exact.losses()[i] - 1));
    }
    return worst <= NOISE ? "same" : String.format(Locale.ROOT, "DIFFERS by %.1f %%", 100 * worst);
  }

  private void curve() {
    List<Results.CurvePoint> points = results.curve();
    if (points.isEmpty()) {
      return;
    }
    List<String> titles = points.stream().map(Results.CurvePoint::title).distinct().toList();
    line("");
    line("## Cost");
    line("");
    line("Milliseconds a training step, microseconds a character in brackets, around S2.");
    line("");
    line("| | | %s |", String.join(" | ", titles));
    line("|---|---|%s", "---|".repeat(titles.size()));
    for (String along : List.of("window", "hidden", "batch")) {
      points.stream()
          .filter(point -> point.along().equals(along))
          .mapToInt(Results.CurvePoint::value)
          .distinct()
          .forEach(value -> costRow(along, value, titles));
    }
  }

  private void costRow(String along, int value, List<String> titles) {
    StringBuilder row = new StringBuilder("| " + along + " | " + value + " |");
    for (String title : titles) {
      results.curve().stream()
          .filter(p -> p.along().equals(along) && p.value() == value && p.title().equals(title))
          .findFirst()
          .ifPresentOrElse(
              p ->
                  row.append(
                      String.format(
                          Locale.ROOT,
                          " %.2f (%.2f) |",
                          1e3 * p.step() / p.charactersPerSecond(),
                          1e6 / p.charactersPerSecond())),
              () -> row.append(" |"));
    }
    line(row.toString());
  }

  private void kernels() {
    List<String> rows = results.kernels();
    if (rows.isEmpty()) {
      return;
    }
    line("");
    line("## Kernels");
    line("");
    line("One thread, by JMH; A is m x k, B is k x n, C is m x n.");
    line("");
    line("| product | m x k x n | numbers | GFLOP/s | of the peak |");
    line("|---|---|---|---|---|");
    rows.forEach(row -> line(row));
  }
}

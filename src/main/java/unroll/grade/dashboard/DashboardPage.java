package unroll.grade.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import unroll.grade.report.Template;

/**
 * The class at a glance as one page: no script, no address, readable on a phone and on paper; each
 * figure is told in words too. All names are escaped by the template engine.
 */
public final class DashboardPage {
  /** Bins of a tenth of the points each, and one for full marks. */
  private static final int BINS = 11;

  private static final int SLOW = 8;
  private static final double FLOOR = 158;
  private static final double TALLEST = 135;

  private final Template template = new Template("dashboard.html");

  /** Makes a page writer. */
  public DashboardPage() {}

  /**
   * The page of a class.
   *
   * @param dashboard its figures
   * @return HTML
   */
  public String of(Dashboard dashboard) {
    Map<String, Object> model = new HashMap<>();
    int[] bins = bins(dashboard);
    model.put("exercise", dashboard.exercise());
    model.put("official", dashboard.official());
    model.put("figures", figures(dashboard));
    model.put("anyMarked", !dashboard.scores().isEmpty());
    model.put("distribution", distribution(bins));
    model.put("bars", bars(bins));
    model.put("fewest", ItemAnalysis.FEWEST);
    model.put(
        "items",
        dashboard.items().stream().map(item -> item(item, dashboard.scores().size())).toList());
    model.put("noFailures", dashboard.failures().isEmpty());
    model.put("failures", dashboard.failures().stream().map(DashboardPage::failure).toList());
    int more = dashboard.failureKinds() - dashboard.failures().size();
    model.put("moreFailures", more > 0 ? "And " + more + " other failures, met more rarely." : "");
    model.put(
        "slow",
        dashboard.items().stream()
            .filter(item -> item.ran() > 0)
            .sorted(Comparator.comparingDouble(Dashboard.Item::slowest).reversed())
            .limit(SLOW)
            .map(DashboardPage::slow)
            .toList());
    model.put("noUnmarked", dashboard.unmarked().isEmpty());
    model.put("unmarked", dashboard.unmarked());
    model.put("anyPairs", !dashboard.pairs().isEmpty());
    model.put("pairs", dashboard.pairs().stream().map(DashboardPage::pair).toList());
    return template.filled(model);
  }

  private static List<Map<String, Object>> figures(Dashboard dashboard) {
    List<Integer> scores = dashboard.scores();
    List<Map<String, Object>> figures = new ArrayList<>();
    figures.add(figure("Students", Integer.toString(dashboard.students())));
    figures.add(figure("Hand-ins", Integer.toString(dashboard.handins())));
    if (!scores.isEmpty()) {
      double[] sorted = scores.stream().mapToDouble(Integer::doubleValue).toArray();
      double mean = scores.stream().mapToInt(Integer::intValue).average().orElse(0);
      figures.add(figure("Points possible", Integer.toString(dashboard.possible())));
      figures.add(figure("Mean", String.format(Locale.ROOT, "%.1f", mean)));
      figures.add(
          figure("Median", String.format(Locale.ROOT, "%.0f", ItemAnalysis.quantile(sorted, 0.5))));
      figures.add(figure("Full marks", Long.toString(full(dashboard))));
    }
    if (!dashboard.unmarked().isEmpty()) {
      figures.add(figure("Without a mark", Integer.toString(dashboard.unmarked().size())));
    }
    return figures;
  }

  private static Map<String, Object> figure(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  private static long full(Dashboard dashboard) {
    return dashboard.scores().stream().filter(points -> points >= dashboard.possible()).count();
  }

  /** Students by tenths of the points; the last bin is that of full marks. */
  static int[] bins(Dashboard dashboard) {
    int[] bins = new int[BINS];
    for (int points : dashboard.scores()) {
      int possible = Math.max(1, dashboard.possible());
      bins[Math.min(BINS - 1, 10 * points / possible)]++;
    }
    return bins;
  }

  private static String distribution(int[] bins) {
    return IntStream.range(0, BINS)
        .filter(i -> bins[i] > 0)
        .mapToObj(
            i ->
                bins[i]
                    + (bins[i] == 1 ? " student has " : " students have ")
                    + (i == BINS - 1
                        ? "full marks"
                        : i == 0 ? "under 10 %" : 10 * i + " to " + (10 * i + 10) + " %"))
        .collect(Collectors.joining("; ", "", "."));
  }

  private static List<Map<String, Object>> bars(int[] bins) {
    double most = Math.max(1, IntStream.of(bins).max().orElse(1));
    double step = 344.0 / BINS;
    List<Map<String, Object>> bars = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      double height = TALLEST * bins[i] / most;
      Map<String, Object> bar = new HashMap<>();
      bar.put("x", tenth(8 + i * step + 2));
      bar.put("y", tenth(FLOOR - height));
      bar.put("width", tenth(step - 4));
      bar.put("height", tenth(height));
      bar.put("middle", tenth(8 + (i + 0.5) * step));
      bar.put("above", tenth(FLOOR - height - 4));
      bar.put("count", bins[i] == 0 ? "" : Integer.toString(bins[i]));
      bar.put("label", i == BINS - 1 ? "full" : Integer.toString(10 * i));
      bars.add(bar);
    }
    return bars;
  }

  private static String tenth(double x) {
    return String.format(Locale.ROOT, "%.1f", x);
  }

  private static Map<String, Object> item(Dashboard.Item item, int students) {
    Map<String, Object> model = new HashMap<>();
    model.put("task", item.task());
    model.put("claim", item.claim());
    model.put("suite", item.suite());
    model.put("visibility", item.visibility());
    model.put("weight", item.weight() == 1 ? "1 point" : item.weight() + " points");
    model.put("percent", Math.round(100 * item.difficulty()));
    model.put(
        "discrimination",
        item.discrimination().isPresent()
            ? String.format(Locale.ROOT, "%.2f", item.discrimination().getAsDouble())
            : "\u2013");
    model.put("verdict", verdict(item, students));
    return model;
  }

  /** What the discrimination says, in words. */
  static String verdict(Dashboard.Item item, int students) {
    if (item.discrimination().isEmpty()) {
      return students < ItemAnalysis.FEWEST
          ? "too few students"
          : item.difficulty() == 1
              ? "all pass"
              : item.difficulty() == 0 ? "nobody passes" : "no spread elsewhere";
    }
    double value = item.discrimination().getAsDouble();
    return value >= 0.4
        ? "very good"
        : value >= 0.3
            ? "good"
            : value >= 0.2 ? "fair" : value >= 0 ? "weak" : "negative: look at this test";
  }

  private static Map<String, Object> failure(Dashboard.FailureGroup group) {
    boolean more = group.count() > group.examples().size();
    return Map.of(
        "claim",
        group.claim(),
        "students",
        group.count() == 1 ? "1 student" : group.count() + " students",
        "message",
        group.message(),
        "examples",
        String.join(", ", group.examples()) + (more ? ", ..." : ""));
  }

  private static Map<String, Object> slow(Dashboard.Item item) {
    return Map.of(
        "task", item.task(),
        "claim", item.claim(),
        "median", seconds(item.median()),
        "slowest", seconds(item.slowest()),
        "ran", item.ran());
  }

  private static String seconds(double seconds) {
    return seconds < 0.9995
        ? String.format(Locale.ROOT, "%.0f ms", 1000 * seconds)
        : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  private static Map<String, Object> pair(Dashboard.Pair pair) {
    return Map.of(
        "first", pair.first(),
        "second", pair.second(),
        "percent", tenth(100 * pair.similarity()));
  }
}

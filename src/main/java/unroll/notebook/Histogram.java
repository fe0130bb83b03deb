package unroll.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.Trace;

/**
 * A histogram: of each set of values the share that lies in each of equally wide bins.
 *
 * <p>Sets share their bins and are drawn as shares, so that sets of different sizes compare.
 */
public final class Histogram implements Chart {
  private final String title;
  private final Axis x;
  private final int bins;
  private final List<Series> sets;
  private final String alternative;

  private Histogram(String title, Axis x, int bins, List<Series> sets, String alternative) {
    this.title = title;
    this.x = x;
    this.bins = bins;
    this.sets = List.copyOf(sets);
    this.alternative = alternative;
  }

  static Histogram of(String title) {
    return new Histogram(title, Axis.unnamed(), 30, List.of(), "");
  }

  /**
   * Names what was measured.
   *
   * @param label the name, with its unit if it has one
   * @return the chart with that axis
   */
  public Histogram x(String label) {
    return x(label, "");
  }

  /**
   * Names what was measured and its unit.
   *
   * @param label the name
   * @param unit the unit
   * @return the chart with that axis
   */
  public Histogram x(String label, String unit) {
    return new Histogram(title, x.named(label, unit), bins, sets, alternative);
  }

  /**
   * Sets the number of bins, 30 if not set.
   *
   * @param count how many, at least 1
   * @return the chart with that many
   * @throws IllegalArgumentException if count is under 1
   */
  public Histogram bins(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a histogram needs at least 1 bin, not " + count);
    }
    return new Histogram(title, x, count, sets, alternative);
  }

  /**
   * Adds a set of values. NaN and infinity are left out and counted in the summary.
   *
   * @param name its name in the legend
   * @param values the values; copied
   * @return the chart with one set more
   */
  public Histogram values(String name, double... values) {
    List<Series> more = new ArrayList<>(sets);
    more.add(Series.of(name, values, values));
    return new Histogram(title, x, bins, more, alternative);
  }

  /**
   * Says in words what the figure shows, for those who do not see it.
   *
   * @param text the words
   * @return the chart with that text
   */
  public Histogram alt(String text) {
    return new Histogram(title, x, bins, sets, text);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String alternative() {
    return alternative.isEmpty()
        ? "%s: histogram of %s for %s"
            .formatted(
                title,
                x.title().isEmpty() ? "values" : x.title(),
                String.join(", ", sets.stream().map(Series::name).toList()))
        : alternative;
  }

  @Override
  public byte[] png() {
    return Picture.png(
        (graphics, width, height) -> drawing().paint(graphics, width, height),
        Picture.WIDTH,
        Picture.HEIGHT);
  }

  @Override
  public MimeBundle bundle() {
    double[] edges = edges();
    Object[] centres = new Object[bins];
    Arrays.setAll(centres, i -> (edges[i] + edges[i + 1]) / 2);
    List<Trace> traces = new ArrayList<>();
    List<JsonObject> overlays = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      traces.add(
          BarTrace.builder(centres, shares(sets.get(i), edges))
              .opacity(sets.size() == 1 ? 1 : 0.55)
              .marker(Marker.builder().color(Palette.css(Palette.colour(i))).build())
              .build());
      overlays.add(Interactive.named(sets.get(i).name()));
    }
    JsonObject layout = Interactive.layout(x, share(), sets.size() > 1);
    layout.addProperty("bargap", 0);
    layout.addProperty("barmode", "overlay");
    return Interactive.bundle(this, traces, new Interactive.Overlay(layout, overlays), summary());
  }

  private Drawing drawing() {
    double[] edges = edges();
    List<Drawing.Layer> layers = new ArrayList<>();
    double most = 0;
    for (int i = 0; i < sets.size(); i++) {
      double[] shares = shares(sets.get(i), edges);
      most = Math.max(most, Arrays.stream(shares).max().orElse(0));
      layers.add(new Layers.Steps(sets.size() > 1 ? sets.get(i).name() : "", edges, shares, i));
    }
    Scale across = Scale.over(x, edges[0], edges[bins]);
    return new Drawing(title, x, share(), across, Scale.fromZero(0, most), layers);
  }

  private static Axis share() {
    return Axis.named("share of values");
  }

  /** The bins' borders, from the lowest to the highest value of all sets. */
  private double[] edges() {
    DoubleSummaryStatistics range =
        sets.stream()
            .flatMapToDouble(set -> Arrays.stream(set.x()).filter(Double::isFinite))
            .summaryStatistics();
    if (range.getCount() == 0) {
      throw new IllegalStateException(
          "figure '" + title + "' has nothing to draw: give it values(name, numbers)");
    }
    double low = range.getMin();
    double width = range.getMax() - low;
    double start = width > 0 ? low : low - 0.5;
    double step = (width > 0 ? width : 1) / bins;
    double[] edges = new double[bins + 1];
    Arrays.setAll(edges, i -> start + i * step);
    return edges;
  }

  private static double[] shares(Series set, double[] edges) {
    int bins = edges.length - 1;
    double[] shares = new double[bins];
    double[] values = Arrays.stream(set.x()).filter(Double::isFinite).toArray();
    for (double value : values) {
      int bin = (int) ((value - edges[0]) / (edges[bins] - edges[0]) * bins);
      shares[Math.min(bins - 1, Math.max(0, bin))] += 1.0 / values.length;
    }
    return shares;
  }

  @Override
  public String toString() {
    return summary();
  }

  private String summary() {
    StringBuilder text = new StringBuilder(title);
    text.append("\n  x: ").append(x.title());
    for (Series set : sets) {
      double[] sorted = Arrays.stream(set.x()).filter(Double::isFinite).sorted().toArray();
      text.append("\n  ").append(set.name()).append(": ");
      text.append(Numbers.grouped(sorted.length)).append(" values");
      if (sorted.length > 0) {
        text.append(", lowest ").append(Numbers.brief(sorted[0]));
        text.append(", median ").append(Numbers.brief(sorted[sorted.length / 2]));
        text.append(", mean ").append(Numbers.brief(Arrays.stream(sorted).average().orElse(0)));
        text.append(", highest ").append(Numbers.brief(sorted[sorted.length - 1]));
      }
      if (sorted.length < set.size()) {
        text.append(", ").append(set.size() - sorted.length).append(" not finite");
      }
    }
    return text.toString();
  }
}

package unroll.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** A line or scatter chart of named series, with reference values drawn across it. */
public final class XyChart implements Chart {
  /** Up to so many points each is marked; more would hide the line. */
  private static final int MARKED = 25;

  /** More points than this cannot be told apart on any screen. */
  private static final int DRAWN = 4000;

  private final String title;
  private final boolean joined;
  private final Axis x;
  private final Axis y;
  private final List<Series> series;
  private final List<Reference> references;
  private final String alternative;

  private XyChart(
      String title,
      boolean joined,
      Axis x,
      Axis y,
      List<Series> series,
      List<Reference> references,
      String alternative) {
    this.title = title;
    this.joined = joined;
    this.x = x;
    this.y = y;
    this.series = List.copyOf(series);
    this.references = List.copyOf(references);
    this.alternative = alternative;
  }

  static XyChart of(String title, boolean joined) {
    return new XyChart(title, joined, Axis.unnamed(), Axis.unnamed(), List.of(), List.of(), "");
  }

  /**
   * Names what runs along the horizontal axis.
   *
   * @param label the name, with its unit if it has one
   * @return the chart with that axis
   */
  public XyChart x(String label) {
    return x(label, "");
  }

  /**
   * Names what runs along the horizontal axis and its unit.
   *
   * @param label the name
   * @param unit the unit
   * @return the chart with that axis
   */
  public XyChart x(String label, String unit) {
    return new XyChart(title, joined, x.named(label, unit), y, series, references, alternative);
  }

  /**
   * Names what runs along the vertical axis.
   *
   * @param label the name, with its unit if it has one
   * @return the chart with that axis
   */
  public XyChart y(String label) {
    return y(label, "");
  }

  /**
   * Names what runs along the vertical axis and its unit.
   *
   * @param label the name
   * @param unit the unit
   * @return the chart with that axis
   */
  public XyChart y(String label, String unit) {
    return new XyChart(title, joined, x, y.named(label, unit), series, references, alternative);
  }

  /**
   * Makes the horizontal axis logarithmic; points at or under 0 are then not drawn.
   *
   * @return the chart with that axis
   */
  public XyChart logX() {
    return new XyChart(title, joined, x.logarithmic(), y, series, references, alternative);
  }

  /**
   * Makes the vertical axis logarithmic; points at or under 0 are then not drawn.
   *
   * @return the chart with that axis
   */
  public XyChart logY() {
    return new XyChart(title, joined, x, y.logarithmic(), series, references, alternative);
  }

  /**
   * Fixes the ends of the horizontal axis, so that figures shown one after the other compare.
   *
   * @param low where it starts; above 0 on a logarithmic axis
   * @param high where it ends; points beyond the ends are cut off
   * @return the chart with that axis
   * @throws IllegalArgumentException if low is not under high
   */
  public XyChart xRange(double low, double high) {
    return new XyChart(title, joined, x.between(low, high), y, series, references, alternative);
  }

  /**
   * Fixes the ends of the vertical axis, so that figures shown one after the other compare.
   *
   * @param low where it starts; above 0 on a logarithmic axis
   * @param high where it ends; points beyond the ends are cut off
   * @return the chart with that axis
   * @throws IllegalArgumentException if low is not under high
   */
  public XyChart yRange(double low, double high) {
    return new XyChart(title, joined, x, y.between(low, high), series, references, alternative);
  }

  /**
   * Adds a series. Points with NaN or infinity are left out of the drawing.
   *
   * @param name its name in the legend
   * @param xs where each point stands; copied
   * @param ys how high; copied
   * @return the chart with one series more
   * @throws IllegalArgumentException if there are more of one than of the other
   */
  public XyChart series(String name, double[] xs, double[] ys) {
    List<Series> more = new ArrayList<>(series);
    more.add(Series.of(name, xs, ys));
    return new XyChart(title, joined, x, y, more, references, alternative);
  }

  /**
   * Adds a curve without marks, on a scatter chart too: a circle to hold eigenvalues against.
   *
   * @param name its name in the legend
   * @param xs where each point stands; copied
   * @param ys how high; copied
   * @return the chart with one curve more
   * @throws IllegalArgumentException if there are more of one than of the other
   */
  public XyChart curve(String name, double[] xs, double[] ys) {
    List<Series> more = new ArrayList<>(series);
    more.add(Series.of(name, xs, ys).asCurve());
    return new XyChart(title, joined, x, y, more, references, alternative);
  }

  /**
   * Adds a series at x = 0, 1, 2, ...
   *
   * @param name its name in the legend
   * @param ys how high each point stands; copied
   * @return the chart with one series more
   */
  public XyChart series(String name, double... ys) {
    return series(name, IntStream.range(0, ys.length).asDoubleStream().toArray(), ys);
  }

  /**
   * Adds a value to compare with, as a line across the figure.
   *
   * @param name what the value is, for example {@code 5-gram}
   * @param value where on the vertical axis
   * @return the chart with one line more
   */
  public XyChart reference(String name, double value) {
    List<Reference> more = new ArrayList<>(references);
    more.add(new Reference(name, value));
    return new XyChart(title, joined, x, y, series, more, alternative);
  }

  /**
   * Says in words what the figure shows, for those who do not see it.
   *
   * @param text the words
   * @return the chart with that text
   */
  public XyChart alt(String text) {
    return new XyChart(title, joined, x, y, series, references, text);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String alternative() {
    if (!alternative.isEmpty()) {
      return alternative;
    }
    String names = series.stream().map(Series::name).collect(Collectors.joining(", "));
    return "%s: %s of %s against %s. %s"
        .formatted(
            title,
            joined ? "line chart" : "scatter chart",
            y.title().isEmpty() ? "values" : y.title(),
            x.title().isEmpty() ? "their number" : x.title(),
            names);
  }

  @Override
  public byte[] png() {
    return Picture.png(this::paint, Picture.WIDTH, Picture.HEIGHT);
  }

  /** Draws the chart into a rectangle of the given size. */
  void paint(java.awt.Graphics2D graphics, int width, int height) {
    drawing().paint(graphics, width, height);
  }

  @Override
  public MimeBundle bundle() {
    List<Series> drawn = drawn();
    List<Trace> traces = new ArrayList<>();
    List<JsonObject> overlays = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i++) {
      traces.add(trace(drawn.get(i), i));
      overlays.add(Interactive.named(drawn.get(i).name()));
    }
    double[] ends = ends(drawn);
    for (int i = 0; i < shownReferences().size(); i++) {
      Reference reference = shownReferences().get(i);
      traces.add(
          ScatterTrace.builder(ends, new double[] {reference.value(), reference.value()})
              .mode(ScatterTrace.Mode.LINE)
              .line(
                  Line.builder()
                      .color(Palette.css(Palette.INK))
                      .width(1.4)
                      .dash(Palette.referenceDash(i))
                      .build())
              .build());
      overlays.add(Interactive.named(reference.label()));
    }
    var overlay = new Interactive.Overlay(Interactive.layout(x, y, true), overlays);
    return Interactive.bundle(this, traces, overlay, summary());
  }

  private ScatterTrace trace(Series points, int index) {
    boolean line = isLine(points);
    boolean marked = isMarked(points);
    return ScatterTrace.builder(points.x(), points.y())
        .mode(
            !line
                ? ScatterTrace.Mode.MARKERS
                : marked ? ScatterTrace.Mode.LINE_AND_MARKERS : ScatterTrace.Mode.LINE)
        .marker(
            Marker.builder()
                .symbol(Palette.symbol(index))
                .size(line ? 7 : 8)
                .color(Palette.css(Palette.colour(index)))
                .build())
        .line(
            Line.builder()
                .color(Palette.css(Palette.colour(index)))
                .width(2.2)
                .dash(Palette.dash(index))
                .build())
        .build();
  }

  private boolean isLine(Series points) {
    return joined || points.curve();
  }

  private boolean isMarked(Series points) {
    return !points.curve() && (!joined || points.size() <= MARKED);
  }

  private Drawing drawing() {
    List<Series> drawn = drawn();
    List<Drawing.Layer> layers = new ArrayList<>();
    for (int i = 0; i < shownReferences().size(); i++) {
      layers.add(new Layers.Rule(shownReferences().get(i), i));
    }
    for (int i = 0; i < drawn.size(); i++) {
      Series points = drawn.get(i);
      layers.add(i, new Layers.Points(points, i, isLine(points), isMarked(points)));
    }
    DoubleSummaryStatistics heights = new DoubleSummaryStatistics();
    drawn.forEach(points -> Arrays.stream(points.y()).forEach(heights));
    shownReferences().forEach(reference -> heights.accept(reference.value()));
    double[] ends = ends(drawn);
    return new Drawing(
        title,
        x,
        y,
        Scale.over(x, ends[0], ends[1]),
        Scale.over(y, heights.getMin(), heights.getMax()),
        layers);
  }

  /** The series that have a point to draw, thinned to what a screen can show. */
  private List<Series> drawn() {
    List<Series> drawn =
        series.stream()
            .map(points -> points.on(x, y).thinned(DRAWN))
            .filter(points -> points.size() > 0)
            .toList();
    if (drawn.isEmpty()) {
      throw new IllegalStateException(
          "figure '" + title + "' has no point to draw: give it a series with finite values");
    }
    return drawn;
  }

  private List<Reference> shownReferences() {
    return references.stream().filter(reference -> y.holds(reference.value())).toList();
  }

  /** The first and the last place on the horizontal axis, between which references run. */
  private static double[] ends(List<Series> drawn) {
    var range =
        drawn.stream().flatMapToDouble(points -> Arrays.stream(points.x())).summaryStatistics();
    return new double[] {range.getMin(), range.getMax()};
  }

  @Override
  public String toString() {
    return summary();
  }

  private String summary() {
    int widest =
        Stream.concat(series.stream().map(Series::name), references.stream().map(Reference::name))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder(title);
    text.append("\n  x: ").append(x.title()).append(x.log() ? ", logarithmic" : "");
    text.append("\n  y: ").append(y.title()).append(y.log() ? ", logarithmic" : "");
    for (Series points : series) {
      text.append("\n  ").append(pad(points.name(), widest)).append("  ");
      text.append(points.summary(x, y));
    }
    for (Reference reference : references) {
      text.append("\n  ").append(pad(reference.name(), widest)).append("  reference at ");
      text.append(Numbers.brief(reference.value()));
    }
    return text.toString();
  }

  private static String pad(String name, int width) {
    return name + " ".repeat(width - name.length());
  }
}

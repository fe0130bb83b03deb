package unroll.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** A bar chart: one number each of a few named things, with reference values drawn across. */
public final class BarChart implements Chart {
  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<String> labels;
  private final List<Double> values;
  private final List<Reference> references;
  private final String alternative;

  private BarChart(
      String title,
      Axis x,
      Axis y,
      List<String> labels,
      List<Double> values,
      List<Reference> references,
      String alternative) {
    this.title = title;
    this.x = x;
    this.y = y;
    this.labels = List.copyOf(labels);
    this.values = List.copyOf(values);
    this.references = List.copyOf(references);
    this.alternative = alternative;
  }

  static BarChart of(String title) {
    return new BarChart(title, Axis.unnamed(), Axis.unnamed(), List.of(), List.of(), List.of(), "");
  }

  /**
   * Names what the bars are.
   *
   * @param label the name
   * @return the chart with that axis
   */
  public BarChart x(String label) {
    return new BarChart(title, x.named(label, ""), y, labels, values, references, alternative);
  }

  /**
   * Names what the height of a bar means.
   *
   * @param label the name, with its unit if it has one
   * @return the chart with that axis
   */
  public BarChart y(String label) {
    return y(label, "");
  }

  /**
   * Names what the height of a bar means and its unit.
   *
   * @param label the name
   * @param unit the unit
   * @return the chart with that axis
   */
  public BarChart y(String label, String unit) {
    return new BarChart(title, x, y.named(label, unit), labels, values, references, alternative);
  }

  /**
   * Adds one bar.
   *
   * @param label what it stands for; no two bars have the same
   * @param value its height, finite
   * @return the chart with one bar more
   * @throws IllegalArgumentException if the label is taken or the value not finite
   */
  public BarChart bar(String label, double value) {
    if (labels.contains(label)) {
      throw new IllegalArgumentException(
          "figure '" + title + "' already has a bar '" + label + "'; give each its own label");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("bar '" + label + "' is " + value + ", not a height");
    }
    List<String> moreLabels = new ArrayList<>(labels);
    moreLabels.add(label);
    List<Double> moreValues = new ArrayList<>(values);
    moreValues.add(value);
    return new BarChart(title, x, y, moreLabels, moreValues, references, alternative);
  }

  /**
   * Adds a value to compare with, as a line across the figure.
   *
   * @param name what the value is
   * @param value where on the vertical axis
   * @return the chart with one line more
   */
  public BarChart reference(String name, double value) {
    List<Reference> more = new ArrayList<>(references);
    more.add(new Reference(name, value));
    return new BarChart(title, x, y, labels, values, more, alternative);
  }

  /**
   * Says in words what the figure shows, for those who do not see it.
   *
   * @param text the words
   * @return the chart with that text
   */
  public BarChart alt(String text) {
    return new BarChart(title, x, y, labels, values, references, text);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String alternative() {
    return alternative.isEmpty()
        ? "%s: bar chart of %s for %s"
            .formatted(title, y.title().isEmpty() ? "values" : y.title(), String.join(", ", labels))
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
    requireBars();
    Object[] places = IntStream.range(0, labels.size()).boxed().toArray();
    List<Trace> traces = new ArrayList<>();
    List<JsonObject> overlays = new ArrayList<>();
    traces.add(
        BarTrace.builder(places, heights())
            .marker(Marker.builder().color(Palette.css(Palette.colour(0))).build())
            .showLegend(false)
            .build());
    overlays.add(Interactive.named(y.title()));
    double[] ends = {-0.5, labels.size() - 0.5};
    for (int i = 0; i < references.size(); i++) {
      double value = references.get(i).value();
      traces.add(
          ScatterTrace.builder(ends, new double[] {value, value})
              .mode(ScatterTrace.Mode.LINE)
              .line(
                  Line.builder()
                      .color(Palette.css(Palette.INK))
                      .width(1.6)
                      .dash(Palette.referenceDash(i))
                      .build())
              .build());
      overlays.add(Interactive.named(references.get(i).label()));
    }
    JsonObject layout = Interactive.layout(x, y, !references.isEmpty());
    Interactive.label(layout.getAsJsonObject("xaxis"), labels, 40);
    return Interactive.bundle(this, traces, new Interactive.Overlay(layout, overlays), summary());
  }

  private Drawing drawing() {
    requireBars();
    List<Drawing.Layer> layers = new ArrayList<>();
    layers.add(new Layers.Bars(heights()));
    for (int i = 0; i < references.size(); i++) {
      layers.add(new Layers.Rule(references.get(i), i));
    }
    layers.add(new Layers.BarValues(heights()));
    var range =
        DoubleStream.concat(
                Arrays.stream(heights()), references.stream().mapToDouble(Reference::value))
            .summaryStatistics();
    Scale up = Scale.fromZero(range.getMin(), range.getMax());
    return new Drawing(title, x, y, Scale.of(labels), up, layers);
  }

  private double[] heights() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void requireBars() {
    if (labels.isEmpty()) {
      throw new IllegalStateException(
          "figure '" + title + "' has nothing to draw: give it a bar(label, value)");
    }
  }

  @Override
  public String toString() {
    return summary();
  }

  private String summary() {
    int widest = labels.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder(title);
    text.append("\n  y: ").append(y.title());
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      text.append("\n  ").append(label).append(" ".repeat(widest - label.length() + 2));
      text.append(Numbers.brief(values.get(i)));
    }
    for (Reference reference : references) {
      text.append("\n  ").append(reference.name()).append(": reference at ");
      text.append(Numbers.brief(reference.value()));
    }
    return text.toString();
  }
}

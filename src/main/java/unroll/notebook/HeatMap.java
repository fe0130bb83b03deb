package unroll.notebook;

import com.google.gson.JsonObject;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.Trace;

/**
 * A heat map: a matrix as coloured cells, small ones with their numbers written in.
 *
 * <p>Values of both signs are drawn from dark blue over white to light orange with white at 0,
 * values of one sign from dark to light; both scales keep their order in grey. Paths may lie over
 * the cells: the steps of a descent on a surface.
 */
public final class HeatMap implements Chart {
  /** So many rows and columns still leave room for numbers in the cells. */
  private static final int WRITTEN_ROWS = 12;

  private static final int WRITTEN_COLUMNS = 10;

  private final String title;
  private final Axis x;
  private final Axis y;
  private final String measure;
  private final double[][] cells;
  private final List<String> rows;
  private final List<String> columns;
  private final String alternative;
  private final Paths paths;

  private HeatMap(
      String title,
      Axis x,
      Axis y,
      String measure,
      double[][] cells,
      List<String> rows,
      List<String> columns,
      String alternative,
      Paths paths) {
    this.title = title;
    this.x = x;
    this.y = y;
    this.measure = measure;
    this.cells = cells;
    this.rows = List.copyOf(rows);
    this.columns = List.copyOf(columns);
    this.alternative = alternative;
    this.paths = paths;
  }

  static HeatMap of(String title, double[][] cells) {
    if (cells.length == 0 || cells[0].length == 0) {
      throw new IllegalArgumentException("figure '" + title + "' has no cells");
    }
    for (double[] row : cells) {
      if (row.length != cells[0].length) {
        throw new IllegalArgumentException(
            "figure '%s' has rows of %d and of %d cells; all must be of one length"
                .formatted(title, cells[0].length, row.length));
      }
    }
    double[][] copy = Arrays.stream(cells).map(double[]::clone).toArray(double[][]::new);
    return new HeatMap(
        title,
        Axis.unnamed(),
        Axis.unnamed(),
        "value",
        copy,
        numbered(copy.length),
        numbered(copy[0].length),
        "",
        Paths.NONE);
  }

  /**
   * Names what the columns are.
   *
   * @param label the name
   * @return the chart with that axis
   */
  public HeatMap x(String label) {
    return new HeatMap(
        title, x.named(label, ""), y, measure, cells, rows, columns, alternative, paths);
  }

  /**
   * Names what the rows are.
   *
   * @param label the name
   * @return the chart with that axis
   */
  public HeatMap y(String label) {
    return new HeatMap(
        title, x, y.named(label, ""), measure, cells, rows, columns, alternative, paths);
  }

  /**
   * Names what a cell's value is, with its unit.
   *
   * @param label the name
   * @return the chart with that colour bar
   */
  public HeatMap measure(String label) {
    return new HeatMap(title, x, y, label, cells, rows, columns, alternative, paths);
  }

  /**
   * Labels the rows, from the top.
   *
   * @param labels one for each row; the same label may come more than once
   * @return the chart with these labels
   * @throws IllegalArgumentException if there are more or fewer labels than rows
   */
  public HeatMap rows(String... labels) {
    require("row", labels.length, cells.length);
    return new HeatMap(title, x, y, measure, cells, List.of(labels), columns, alternative, paths);
  }

  /**
   * Labels the columns, from the left.
   *
   * @param labels one for each column; the same label may come more than once
   * @return the chart with these labels
   * @throws IllegalArgumentException if there are more or fewer labels than columns
   */
  public HeatMap columns(String... labels) {
    require("column", labels.length, cells[0].length);
    return new HeatMap(title, x, y, measure, cells, rows, List.of(labels), alternative, paths);
  }

  /**
   * Lays a path over the cells: marks that a line joins, named in a legend. What lies outside the
   * map is cut off.
   *
   * @param name its name in the legend
   * @param acrossColumns where each point stands in columns, 0 the middle of the first; copied
   * @param downRows where each point stands in rows, 0 the middle of the one on top; copied
   * @return the chart with one path more
   * @throws IllegalArgumentException if there are more of one than of the other
   */
  public HeatMap path(String name, double[] acrossColumns, double[] downRows) {
    Paths more = paths.with(Series.of(name, acrossColumns, downRows));
    return new HeatMap(title, x, y, measure, cells, rows, columns, alternative, more);
  }

  /**
   * Says in words what the figure shows, for those who do not see it.
   *
   * @param text the words
   * @return the chart with that text
   */
  public HeatMap alt(String text) {
    return new HeatMap(title, x, y, measure, cells, rows, columns, text, paths);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String alternative() {
    return alternative.isEmpty()
        ? "%s: heat map of %s, %d rows by %d columns"
            .formatted(title, measure, cells.length, cells[0].length)
        : alternative;
  }

  @Override
  public byte[] png() {
    return Picture.png(this::paint, Picture.WIDTH, Picture.HEIGHT);
  }

  @Override
  public MimeBundle bundle() {
    ColourScale scale = scale();
    Object[] across = IntStream.range(0, columns.size()).boxed().toArray();
    Object[] down = IntStream.range(0, rows.size()).boxed().toArray();
    double[][] rounded = rounded();
    List<Trace> traces = new ArrayList<>();
    traces.add(HeatmapTrace.builder(across, down, rounded).build());
    JsonObject overlay = new JsonObject();
    overlay.add("colorscale", scale.plotly());
    overlay.addProperty("zmin", scale.low());
    overlay.addProperty("zmax", scale.high());
    JsonObject barTitle = new JsonObject();
    barTitle.addProperty("text", Interactive.text(measure));
    barTitle.addProperty("side", "right");
    JsonObject bar = new JsonObject();
    bar.add("title", barTitle);
    bar.addProperty("thickness", 14);
    overlay.add("colorbar", bar);
    if (written()) {
      overlay.addProperty("texttemplate", "%{z:.3~g}");
    }
    List<JsonObject> overlays = new ArrayList<>(List.of(overlay));
    traces.addAll(paths.traces());
    paths.all().forEach(path -> overlays.add(Interactive.named(path.name())));
    JsonObject layout = Interactive.layout(x, y, !paths.isEmpty());
    // Many numbers plotly thins out by itself to what the width of the page leaves room for.
    if (columns.size() <= 12 || !columns.equals(numbered(columns.size()))) {
      Interactive.label(layout.getAsJsonObject("xaxis"), columns, 30);
    }
    if (rows.size() <= 12 || !rows.equals(numbered(rows.size()))) {
      Interactive.label(layout.getAsJsonObject("yaxis"), rows, 20);
    }
    if (paths.isEmpty()) {
      layout.getAsJsonObject("yaxis").addProperty("autorange", "reversed");
    } else {
      Paths.range(layout.getAsJsonObject("xaxis"), -0.5, columns.size() - 0.5);
      Paths.range(layout.getAsJsonObject("yaxis"), rows.size() - 0.5, -0.5);
    }
    return Interactive.bundle(this, traces, new Interactive.Overlay(layout, overlays), summary());
  }

  /** The cells in five significant digits, which is more than a colour shows and half the size. */
  private double[][] rounded() {
    MathContext five = new MathContext(5);
    return Arrays.stream(cells)
        .map(
            row ->
                Arrays.stream(row)
                    .map(v -> Double.isFinite(v) ? round(v, five) : Double.NaN)
                    .toArray())
        .toArray(double[][]::new);
  }

  private static double round(double value, MathContext digits) {
    return new BigDecimal(value).round(digits).doubleValue();
  }

  private boolean written() {
    return rows.size() <= WRITTEN_ROWS && columns.size() <= WRITTEN_COLUMNS;
  }

  private ColourScale scale() {
    return ColourScale.over(finite());
  }

  private DoubleSummaryStatistics finite() {
    return Arrays.stream(cells)
        .flatMapToDouble(DoubleStream::of)
        .filter(Double::isFinite)
        .summaryStatistics();
  }

  private void paint(Graphics2D g, int width, int height) {
    ColourScale scale = scale();
    g.setColor(Palette.INK);
    Drawing.heading(g, title, width);
    Typeface.Letters letters = Typeface.SANS.size(14);
    int widest = rows.stream().mapToInt(letters::width).max().orElse(0);
    int left = 14 + (y.title().isEmpty() ? 0 : 24) + Math.min(widest, 150) + 6;
    int bottom = height - 12 - (x.title().isEmpty() ? 0 : 24) - 20 - (paths.isEmpty() ? 0 : 24);
    Rectangle2D area = new Rectangle2D.Double(left, 42, width - left - 100, bottom - 42);
    paintCells(g, scale, area);
    Scale across = new Scale(-0.5, columns.size() - 0.5, false, List.of());
    Scale down = new Scale(rows.size() - 0.5, -0.5, false, List.of());
    paths.paint(g, new Drawing.Plot(area, across, down), height - 18);
    g.setColor(Palette.INK);
    paintLabels(g, area);
    scale.paint(g, area, measure);
  }

  private void paintCells(Graphics2D g, ColourScale scale, Rectangle2D area) {
    double cellWidth = area.getWidth() / columns.size();
    double cellHeight = area.getHeight() / rows.size();
    Typeface.Letters letters = Typeface.SANS.size(13);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        double value = cells[row][column];
        // Borders on whole pixels, or seams show between the cells.
        double west = Math.rint(area.getX() + column * cellWidth);
        double north = Math.rint(area.getY() + row * cellHeight);
        double east = Math.rint(area.getX() + (column + 1) * cellWidth);
        double south = Math.rint(area.getY() + (row + 1) * cellHeight);
        Color colour = Double.isFinite(value) ? scale.colour(value) : Color.WHITE;
        g.setColor(colour);
        g.fill(new Rectangle2D.Double(west, north, east - west, south - north));
        if (written() && Double.isFinite(value)) {
          String number = ColourScale.written(value);
          g.setColor(ColourScale.isDark(colour) ? Color.WHITE : Palette.INK);
          double start = ((west + east - letters.width(number)) / 2);
          letters.draw(g, number, start, ((north + south) / 2 + 5));
        }
      }
    }
    g.setColor(new Color(0x88, 0x88, 0x88));
    g.setStroke(new BasicStroke(1));
    g.draw(area);
  }

  private void paintLabels(Graphics2D g, Rectangle2D area) {
    Typeface.Letters letters = Typeface.SANS.size(14);
    double cellWidth = area.getWidth() / columns.size();
    double cellHeight = area.getHeight() / rows.size();
    int everyRow = every(18 / cellHeight);
    for (int row = 0; row < rows.size(); row += everyRow) {
      String label = rows.get(row);
      double start = (area.getX() - 6 - letters.width(label));
      letters.draw(g, label, start, (area.getY() + (row + 0.5) * cellHeight + 5));
    }
    int widest = columns.stream().mapToInt(letters::width).max().orElse(0);
    int everyColumn = every((widest + 8) / cellWidth);
    for (int column = 0; column < columns.size(); column += everyColumn) {
      String label = columns.get(column);
      double middle = area.getX() + (column + 0.5) * cellWidth;
      double start = (middle - letters.width(label) / 2.0);
      letters.draw(g, label, start, area.getMaxY() + 17);
    }
    Typeface.Letters larger = Typeface.SANS.size(15);
    double start = (area.getCenterX() - larger.width(x.title()) / 2.0);
    larger.draw(g, x.title(), start, area.getMaxY() + 41);
    Drawing.upright(g, larger, y.title(), 22, area.getCenterY());
  }

  /**
   * The least of 1, 2, 5, 10, 20, ... that is not under a number: every so manieth label is
   * written.
   */
  static int every(double least) {
    int ten = 1;
    while (true) {
      for (int times : new int[] {1, 2, 5}) {
        if (times * ten >= least) {
          return times * ten;
        }
      }
      ten *= 10;
    }
  }

  @Override
  public String toString() {
    return summary();
  }

  private String summary() {
    DoubleSummaryStatistics range = finite();
    StringBuilder text = new StringBuilder(title);
    text.append("\n  rows: ").append(y.title().isEmpty() ? "" : y.title() + ", ");
    text.append(rows.size());
    text.append("\n  columns: ").append(x.title().isEmpty() ? "" : x.title() + ", ");
    text.append(columns.size());
    text.append("\n  ").append(measure);
    if (range.getCount() > 0) {
      text.append(": lowest ").append(Numbers.brief(range.getMin()));
      text.append(", mean ").append(Numbers.brief(range.getAverage()));
      text.append(", highest ").append(Numbers.brief(range.getMax()));
    }
    if (written()) {
      int widest = rows.stream().mapToInt(String::length).max().orElse(0);
      for (int row = 0; row < rows.size(); row++) {
        text.append("\n  ").append(" ".repeat(widest - rows.get(row).length()));
        text.append(rows.get(row));
        for (double value : cells[row]) {
          String number = ColourScale.written(value);
          text.append(" ".repeat(Math.max(1, 9 - number.length()))).append(number);
        }
      }
    }
    return text.toString();
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  private void require(String what, int labels, int there) {
    if (labels != there) {
      throw new IllegalArgumentException(
          "figure '%s' has %d %ss but was given %d %s labels"
              .formatted(title, there, what, labels, what));
    }
  }
}

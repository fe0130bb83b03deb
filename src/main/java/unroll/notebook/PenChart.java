package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines written by a pen, all at one scale: each a way from point to point, lifted between strokes.
 */
public final class PenChart implements Chart {
  private static final Color PEN = new Color(0x1B, 0x2A, 0x57);
  private static final int HEADING = 40;
  private static final int FOOT = 34;
  private static final int LABEL = 20;
  private static final int MARGIN = 16;
  private static final int GAP = 12;

  /** Pixels a unit: larger writing would look like a poster. */
  private static final double LARGEST_SCALE = 4;

  private final String title;
  private final String unit;
  private final List<Line> lines;
  private final int columns;
  private final String alternative;

  private record Line(String label, Path2D ink) {
    /** What is inked; the smallest writing is a dot. */
    Rectangle2D area() {
      Rectangle2D area = ink.getBounds2D();
      return new Rectangle2D.Double(
          area.getX(), area.getY(), Math.max(1, area.getWidth()), Math.max(1, area.getHeight()));
    }
  }

  private PenChart(String title, String unit, List<Line> lines, int columns, String alternative) {
    this.title = title;
    this.unit = unit;
    this.lines = List.copyOf(lines);
    this.columns = columns;
    this.alternative = alternative;
  }

  static PenChart of(String title) {
    return new PenChart(title, "units", List.of(), 1, "");
  }

  /**
   * Adds a line of writing.
   *
   * @param label what stands above it; may be empty
   * @param movements 3 numbers each: the way right and up, and 1 where a stroke ends, else 0. The
   *     pen is up before the first. Not modified.
   * @return the chart with one line more
   * @throws IllegalArgumentException if a movement has other than 3 numbers, or one is not finite
   */
  public PenChart line(String label, List<double[]> movements) {
    Path2D ink = new Path2D.Double();
    double x = 0;
    double y = 0;
    boolean lifted = true;
    for (double[] movement : movements) {
      if (movement.length != 3 || !Double.isFinite(movement[0] + movement[1])) {
        throw new IllegalArgumentException(
            "figure '" + title + "': a movement is 3 finite numbers: right, up, end of stroke");
      }
      x += movement[0];
      y -= movement[1];
      if (lifted) {
        ink.moveTo(x, y);
      }
      // To the same place again for the first: a stroke of one point is a dot.
      ink.lineTo(x, y);
      lifted = movement[2] == 1;
    }
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(label, ink));
    return new PenChart(title, unit, more, columns, alternative);
  }

  /**
   * Names the unit of the movements.
   *
   * @param name as it stands at the scale: {@code pen steps}
   * @return the chart with that scale
   */
  public PenChart unit(String name) {
    return new PenChart(title, name, lines, columns, alternative);
  }

  /**
   * Sets lines side by side, row by row: for words that are to be compared.
   *
   * @param count columns, at least 1
   * @return the chart in so many columns
   * @throws IllegalArgumentException if there is none
   */
  public PenChart columns(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "figure '" + title + "' in " + count + " columns; give 1 or more");
    }
    return new PenChart(title, unit, lines, count, alternative);
  }

  /**
   * Says in words what the figure shows, for those who do not see it.
   *
   * @param text the words
   * @return the chart with that text
   */
  public PenChart alt(String text) {
    return new PenChart(title, unit, lines, columns, text);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String alternative() {
    return alternative.isEmpty()
        ? title + ": written by a pen: " + String.join("; ", labels())
        : alternative;
  }

  private List<String> labels() {
    return lines.stream().map(Line::label).toList();
  }

  @Override
  public byte[] png() {
    return Picture.png(this::paint, Picture.WIDTH, Picture.HEIGHT);
  }

  @Override
  public MimeBundle bundle() {
    int height = height();
    return MimeBundle.text(toString())
        .withPng(
            Picture.png(this::paint, Picture.WIDTH, height), Picture.WIDTH, height, alternative());
  }

  /** In words: the title, and what every line is. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title);
    for (Line line : lines) {
      text.append("\n  ").append(line.label().isEmpty() ? "a line" : line.label());
    }
    return text.toString();
  }

  /** The lines in rows of as many as there are columns. */
  private List<List<Line>> rows() {
    List<List<Line>> rows = new ArrayList<>();
    for (int first = 0; first < lines.size(); first += columns) {
      rows.add(lines.subList(first, Math.min(lines.size(), first + columns)));
    }
    return rows;
  }

  private double columnWidth(int width) {
    return (width - 2.0 * MARGIN - (columns - 1.0) * GAP) / columns;
  }

  /** Pixels a unit, if only the width counts. */
  private double scale(int width) {
    double widest = lines.stream().mapToDouble(line -> line.area().getWidth()).max().orElse(1);
    return Math.min(LARGEST_SCALE, columnWidth(width) / widest);
  }

  private static double inkHeight(List<Line> row) {
    return row.stream().mapToDouble(line -> line.area().getHeight()).max().orElse(0);
  }

  private double inkHeight() {
    return rows().stream().mapToDouble(PenChart::inkHeight).sum();
  }

  private static int labelHeight(List<Line> row) {
    return row.stream().allMatch(line -> line.label().isEmpty()) ? 0 : LABEL;
  }

  /** What stands between the lines of ink. */
  private double gaps() {
    return HEADING + FOOT + rows().stream().mapToDouble(row -> labelHeight(row) + GAP).sum();
  }

  private int height() {
    requireLines();
    return (int) Math.ceil(gaps() + scale(Picture.WIDTH) * inkHeight());
  }

  private void requireLines() {
    if (lines.isEmpty()) {
      throw new IllegalStateException(
          "figure '" + title + "' has nothing to draw: give it a line(label, movements)");
    }
  }

  private void paint(Graphics2D g, int width, int height) {
    requireLines();
    g.setColor(Palette.INK);
    Drawing.heading(g, title, width);
    double scale = Math.min(scale(width), Math.max(0.1, (height - gaps()) / inkHeight()));
    double top = HEADING;
    for (List<Line> row : rows()) {
      for (int column = 0; column < row.size(); column++) {
        double left = MARGIN + column * (columnWidth(width) + GAP);
        paint(g, row.get(column), left, top, top + labelHeight(row), scale);
      }
      top += labelHeight(row) + scale * inkHeight(row) + GAP;
    }
    paintScale(g, height, scale);
  }

  private static void paint(
      Graphics2D g, Line line, double left, double top, double inkTop, double scale) {
    g.setColor(Palette.INK);
    Typeface.SANS.size(13).draw(g, line.label(), left, top + 12);
    Rectangle2D area = line.area();
    Graphics2D paper = (Graphics2D) g.create();
    paper.translate(left - scale * area.getX(), inkTop - scale * area.getY());
    paper.scale(scale, scale);
    paper.setColor(PEN);
    float thickness = (float) (Math.min(2.2, 0.4 + 0.7 * scale) / scale);
    paper.setStroke(new BasicStroke(thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    paper.draw(line.ink());
    paper.dispose();
  }

  /** A measure at the bottom: so long is a round number of units. */
  private void paintScale(Graphics2D g, int height, double scale) {
    int units = HeatMap.every(50 / scale);
    double right = MARGIN + units * scale;
    double y = height - 14.0;
    g.setColor(Palette.INK);
    g.setStroke(new BasicStroke(1.2f));
    g.draw(new Line2D.Double(MARGIN, y, right, y));
    g.draw(new Line2D.Double(MARGIN, y - 4, MARGIN, y + 4));
    g.draw(new Line2D.Double(right, y - 4, right, y + 4));
    Typeface.SANS.size(13).draw(g, units + " " + unit, right + 8, y + 5);
  }
}

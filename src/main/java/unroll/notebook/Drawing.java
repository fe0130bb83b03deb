package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The picture of a figure with two axes: title, grid, ticks at round numbers, layers, legend below.
 *
 * <p>Drawn by hand: XChart 4.0.3 puts ticks at 220, 440, 660 and lets their labels run into one
 * another.
 *
 * @param title the heading
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param across the scale along x
 * @param up the scale along y
 * @param layers what is drawn, first at the bottom
 */
record Drawing(String title, Axis x, Axis y, Scale across, Scale up, List<Layer> layers) {
  private static final Color GRID = new Color(0xE5E5E5);
  private static final Color LINE = new Color(0x888888);
  private static final int SWATCH = 34;
  private static final int ROW = 22;

  /** Something drawn on the axes, with a name in the legend; without one if the name is empty. */
  interface Layer {
    /** What the legend calls it. */
    String name();

    /** Draws it in the place where it belongs. */
    void paint(Graphics2D graphics, Plot plot);

    /** Draws a sample of it, {@code width} long, about a height. */
    void sample(Graphics2D graphics, double left, double middle, double width);
  }

  /** The rectangle of the axes, and where values stand in it. */
  record Plot(Rectangle2D area, Scale across, Scale up) {
    Point2D at(double xValue, double yValue) {
      return new Point2D.Double(column(xValue), row(yValue));
    }

    double column(double value) {
      return area.getX() + across.place(value) * area.getWidth();
    }

    double row(double value) {
      return area.getMaxY() - up.place(value) * area.getHeight();
    }
  }

  /** Draws the whole figure into a rectangle of the given size. */
  void paint(Graphics2D g, int width, int height) {
    g.setColor(Palette.INK);
    heading(g, title, width);
    List<List<Layer>> legend = legend(width - 24);
    List<Scale.Tick> rows = up.ticks(6);
    Typeface.Letters letters = Typeface.SANS.size(14);
    int widest = rows.stream().mapToInt(tick -> letters.width(tick.label())).max().orElse(0);
    int left = 12 + (y.title().isEmpty() ? 0 : 22) + widest + 8;
    boolean slanted = slanted(letters, width - left - 16);
    int lower = slanted ? (int) (0.6 * widestLabel(letters)) + 22 : 20;
    int named = x.title().isEmpty() ? (legend.isEmpty() ? 2 : 8) : 24;
    int bottom = height - 8 - legend.size() * ROW - named - lower;
    Rectangle2D area = new Rectangle2D.Double(left, 40, width - left - 16, bottom - 40);
    Plot plot = new Plot(area, across, up);
    paintAxes(g, plot, rows, slanted);
    g.setColor(Palette.INK);
    Typeface.Letters larger = Typeface.SANS.size(15);
    if (!x.title().isEmpty()) {
      int length = larger.width(x.title());
      larger.draw(g, x.title(), (area.getCenterX() - length / 2.0), bottom + lower + 18);
    }
    upright(g, larger, y.title(), 24, area.getCenterY());
    Shape clip = g.getClip();
    g.clip(new Rectangle2D.Double(left - 6, 34, area.getWidth() + 12, area.getHeight() + 12));
    layers.forEach(layer -> layer.paint(g, plot));
    g.setClip(clip);
    paintLegend(g, legend, width, height);
  }

  /** A heading in the middle, made smaller if it is too long. */
  static void heading(Graphics2D g, String title, int width) {
    Typeface.Letters letters = Typeface.SANS.size(17);
    if (letters.width(title) > width - 20) {
      double shrunk = 17.0 * (width - 20) / letters.width(title);
      letters = Typeface.SANS.size(Math.max(10, shrunk));
    }
    letters.draw(g, title, (width - letters.width(title)) / 2.0, 26);
  }

  /** Writes text upwards, centred on a height. */
  static void upright(
      Graphics2D g, Typeface.Letters letters, String text, double x, double centre) {
    AffineTransform level = g.getTransform();
    g.translate(x, centre + letters.width(text) / 2.0);
    g.rotate(-Math.PI / 2);
    letters.draw(g, text, 0, 0);
    g.setTransform(level);
  }

  private void paintAxes(Graphics2D g, Plot plot, List<Scale.Tick> rows, boolean slanted) {
    Rectangle2D area = plot.area();
    Typeface.Letters letters = Typeface.SANS.size(14);
    g.setStroke(new BasicStroke(1));
    for (Scale.Tick tick : rows) {
      double row = plot.row(tick.value());
      g.setColor(GRID);
      g.draw(new Line2D.Double(area.getX(), row, area.getMaxX(), row));
      g.setColor(Palette.INK);
      double start = (area.getX() - 8 - letters.width(tick.label()));
      letters.draw(g, tick.label(), start, row + 5);
    }
    for (Scale.Tick tick : columns(letters, area.getWidth())) {
      double column = plot.column(tick.value());
      g.setColor(across.labels().isEmpty() ? GRID : LINE);
      double top = across.labels().isEmpty() ? area.getY() : area.getMaxY();
      g.draw(new Line2D.Double(column, top, column, area.getMaxY() + 5));
      g.setColor(Palette.INK);
      AffineTransform level = g.getTransform();
      if (slanted) {
        g.translate(column + 5, area.getMaxY() + 16);
        g.rotate(-Math.PI / 5);
        letters.draw(g, tick.label(), -letters.width(tick.label()), 0);
      } else {
        double start = column - letters.width(tick.label()) / 2.0;
        letters.draw(g, tick.label(), start, area.getMaxY() + 19);
      }
      g.setTransform(level);
    }
    g.setColor(LINE);
    g.draw(new Line2D.Double(area.getX(), area.getY(), area.getX(), area.getMaxY()));
    g.draw(new Line2D.Double(area.getX(), area.getMaxY(), area.getMaxX(), area.getMaxY()));
  }

  /** As many columns as their labels leave room for. */
  private List<Scale.Tick> columns(Typeface.Letters letters, double room) {
    for (int most = 9; most > 2; most--) {
      List<Scale.Tick> ticks = across.ticks(most);
      int length = ticks.stream().mapToInt(tick -> letters.width(tick.label()) + 18).sum();
      if (length <= room || !across.labels().isEmpty()) {
        return ticks;
      }
    }
    return across.ticks(2);
  }

  private boolean slanted(Typeface.Letters letters, double room) {
    return !across.labels().isEmpty() && widestLabel(letters) + 8 > room / across.labels().size();
  }

  private int widestLabel(Typeface.Letters letters) {
    return across.labels().stream().mapToInt(letters::width).max().orElse(0);
  }

  /** The layers that have a name, in rows no wider than the room. */
  private List<List<Layer>> legend(int room) {
    Typeface.Letters letters = Typeface.SANS.size(14);
    List<List<Layer>> lines = new ArrayList<>();
    int used = room;
    for (Layer layer : layers) {
      if (layer.name().isEmpty()) {
        continue;
      }
      int length = SWATCH + 8 + letters.width(layer.name()) + 18;
      if (used + length > room) {
        lines.add(new ArrayList<>());
        used = 0;
      }
      lines.get(lines.size() - 1).add(layer);
      used += length;
    }
    return lines;
  }

  private static void paintLegend(Graphics2D g, List<List<Layer>> lines, int width, int height) {
    Typeface.Letters letters = Typeface.SANS.size(14);
    for (int line = 0; line < lines.size(); line++) {
      List<Layer> row = lines.get(line);
      int length = row.stream().mapToInt(l -> SWATCH + 8 + letters.width(l.name()) + 18).sum() - 18;
      double left = (width - length) / 2.0;
      double middle = height - 8 - (lines.size() - line - 0.5) * ROW;
      for (Layer layer : row) {
        layer.sample(g, left, middle, SWATCH);
        g.setColor(Palette.INK);
        letters.draw(g, layer.name(), left + SWATCH + 8, middle + 5);
        left += SWATCH + 8 + letters.width(layer.name()) + 18;
      }
    }
  }
}

package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/** What is drawn on a figure's axes: points, reference lines, bars, areas. */
@SuppressWarnings("ArrayRecordComponent") // never compared
final class Layers {
  private Layers() {}

  /** A series as a line, as marks, or as both; the index gives colour, dash and mark. */
  record Points(Series series, int index, boolean joined, boolean marked) implements Drawing.Layer {
    @Override
    public String name() {
      return series.name();
    }

    @Override
    public void paint(Graphics2D g, Drawing.Plot plot) {
      g.setColor(Palette.colour(index));
      if (joined) {
        Path2D line = new Path2D.Double();
        for (int i = 0; i < series.size(); i++) {
          Point2D point = plot.at(series.x()[i], series.y()[i]);
          if (i == 0) {
            line.moveTo(point.getX(), point.getY());
          } else {
            line.lineTo(point.getX(), point.getY());
          }
        }
        g.setStroke(Palette.stroke(index));
        g.draw(line);
      }
      for (int i = 0; marked && i < series.size(); i++) {
        Point2D point = plot.at(series.x()[i], series.y()[i]);
        g.fill(Palette.mark(index, point.getX(), point.getY()));
      }
    }

    @Override
    public void sample(Graphics2D g, double left, double middle, double width) {
      g.setColor(Palette.colour(index));
      if (joined) {
        g.setStroke(Palette.stroke(index));
        g.draw(new Line2D.Double(left, middle, left + width, middle));
      }
      if (marked) {
        g.fill(Palette.mark(index, left + width / 2, middle));
      }
    }
  }

  /** A line across the whole figure at a value to compare with. */
  record Rule(Reference reference, int index) implements Drawing.Layer {
    @Override
    public String name() {
      return reference.label();
    }

    @Override
    public void paint(Graphics2D g, Drawing.Plot plot) {
      Rectangle2D area = plot.area();
      line(g, area.getX(), area.getMaxX(), plot.row(reference.value()));
    }

    @Override
    public void sample(Graphics2D g, double left, double middle, double width) {
      line(g, left, left + width, middle);
    }

    private void line(Graphics2D g, double from, double to, double row) {
      g.setColor(Palette.INK);
      g.setStroke(Palette.referenceStroke(index));
      g.draw(new Line2D.Double(from, row, to, row));
    }
  }

  /** Bars that stand on 0, one at each place, from the first at 0. */
  record Bars(double[] values) implements Drawing.Layer {
    @Override
    public String name() {
      return "";
    }

    @Override
    public void paint(Graphics2D g, Drawing.Plot plot) {
      double slot = plot.column(1) - plot.column(0);
      for (int i = 0; i < values.length; i++) {
        double left = plot.column(i) - 0.35 * slot;
        double end = plot.row(values[i]);
        double zero = plot.row(0);
        g.setColor(Palette.colour(0));
        g.fill(new Rectangle2D.Double(left, Math.min(end, zero), 0.7 * slot, Math.abs(end - zero)));
      }
    }

    @Override
    public void sample(Graphics2D g, double left, double middle, double width) {
      g.setColor(Palette.colour(0));
      g.fill(new Rectangle2D.Double(left, middle - 6, width, 12));
    }
  }

  /** The values of bars, written at their ends where there is room for them. */
  record BarValues(double[] values) implements Drawing.Layer {
    @Override
    public String name() {
      return "";
    }

    @Override
    public void paint(Graphics2D g, Drawing.Plot plot) {
      Typeface.Letters letters = Typeface.SANS.size(13);
      double slot = plot.column(1) - plot.column(0);
      for (int i = 0; i < values.length; i++) {
        String number = Numbers.brief(values[i]);
        int length = letters.width(number);
        if (length < slot) {
          double left = plot.column(i) - length / 2.0;
          double base = plot.row(values[i]) + (values[i] < 0 ? 15 : -5);
          g.setColor(new Color(255, 255, 255, 215));
          g.fill(new Rectangle2D.Double(left - 2, base - 11, length + 4, 13));
          g.setColor(Palette.INK);
          letters.draw(g, number, left, base);
        }
      }
    }

    @Override
    public void sample(Graphics2D g, double left, double middle, double width) {
      throw new UnsupportedOperationException("bar values have no place in a legend");
    }
  }

  /** Shares of values in bins, as an outline over a tint. */
  record Steps(String name, double[] edges, double[] shares, int index) implements Drawing.Layer {
    @Override
    public void paint(Graphics2D g, Drawing.Plot plot) {
      Path2D outline = new Path2D.Double();
      Point2D start = plot.at(edges[0], 0);
      outline.moveTo(start.getX(), start.getY());
      for (int bin = 0; bin < shares.length; bin++) {
        outline.lineTo(plot.column(edges[bin]), plot.row(shares[bin]));
        outline.lineTo(plot.column(edges[bin + 1]), plot.row(shares[bin]));
      }
      outline.lineTo(plot.column(edges[shares.length]), plot.row(0));
      g.setColor(tint());
      g.fill(outline);
      g.setColor(Palette.colour(index));
      g.setStroke(Palette.stroke(index));
      g.draw(outline);
    }

    @Override
    public void sample(Graphics2D g, double left, double middle, double width) {
      Rectangle2D box = new Rectangle2D.Double(left, middle - 6, width, 12);
      g.setColor(tint());
      g.fill(box);
      g.setColor(Palette.colour(index));
      g.setStroke(index == 0 ? new BasicStroke(2) : Palette.stroke(index));
      g.draw(box);
    }

    private Color tint() {
      Color colour = Palette.colour(index);
      return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0x60);
    }
  }
}

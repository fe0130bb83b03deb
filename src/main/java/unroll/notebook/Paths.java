package unroll.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;

/**
 * The paths that lie over a heat map: marks joined by lines, told apart as the series of a line
 * chart are.
 *
 * @param all x in columns, y in rows, from 0
 */
record Paths(List<Series> all) {
  static final Paths NONE = new Paths(List.of());

  private static final int SWATCH = 34;

  boolean isEmpty() {
    return all.isEmpty();
  }

  Paths with(Series path) {
    List<Series> more = new ArrayList<>(all);
    more.add(path);
    return new Paths(List.copyOf(more));
  }

  List<ScatterTrace> traces() {
    return IntStream.range(0, all.size()).mapToObj(i -> trace(all.get(i), i)).toList();
  }

  private static ScatterTrace trace(Series path, int index) {
    String colour = Palette.css(Palette.colour(index));
    return ScatterTrace.builder(path.x(), path.y())
        .mode(ScatterTrace.Mode.LINE_AND_MARKERS)
        .marker(Marker.builder().symbol(Palette.symbol(index)).size(8).color(colour).build())
        .line(Line.builder().color(colour).width(2.4).dash(Palette.dash(index)).build())
        .build();
  }

  /** Keeps an interactive axis where the map is, though a path may leave it. */
  static void range(JsonObject axis, double from, double to) {
    JsonArray ends = new JsonArray();
    ends.add(from);
    ends.add(to);
    axis.add("range", ends);
  }

  /** Draws each on a white one that is wider, or a dark cell would hide it, and names it below. */
  void paint(Graphics2D g, Drawing.Plot plot, double legend) {
    Typeface.Letters letters = Typeface.SANS.size(14);
    double left = plot.area().getX();
    for (int i = 0; i < all.size(); i++) {
      Layers.Points points = new Layers.Points(all.get(i), i, true, true);
      Shape clip = g.getClip();
      g.clip(plot.area());
      g.setColor(Color.WHITE);
      g.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(line(all.get(i), plot));
      points.paint(g, plot);
      g.setClip(clip);
      points.sample(g, left, legend, SWATCH);
      g.setColor(Palette.INK);
      letters.draw(g, points.name(), left + SWATCH + 8, legend + 5);
      left += SWATCH + 26 + letters.width(points.name());
    }
  }

  private static Path2D line(Series path, Drawing.Plot plot) {
    Path2D line = new Path2D.Double();
    for (int i = 0; i < path.size(); i++) {
      Point2D point = plot.at(path.x()[i], path.y()[i]);
      if (i == 0) {
        line.moveTo(point.getX(), point.getY());
      } else {
        line.lineTo(point.getX(), point.getY());
      }
    }
    return line;
  }
}

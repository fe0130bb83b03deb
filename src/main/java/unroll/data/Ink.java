package unroll.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import unroll.data.StrokeFont.Point;

/**
 * Writes characters with a shaky hand, and draws pen strokes as a small grey picture.
 *
 * @param slant the deviation of the slant, as a share of the height
 * @param turn the deviation of the turning angle, in radians
 * @param stretch the deviation of the size, as a share of it, in either direction by itself
 */
public record Ink(double slant, double turn, double stretch) {
  /**
   * Bends strokes about the origin: slants, turns and stretches them, all by one draw each.
   *
   * @param strokes in any unit. Not modified.
   * @param random the source of the draws
   * @return the bent strokes
   */
  public List<List<Point>> bent(List<List<Point>> strokes, RandomGenerator random) {
    double lean = slant * random.nextGaussian();
    double angle = turn * random.nextGaussian();
    double wide = 1 + stretch * random.nextGaussian();
    double high = 1 + stretch * random.nextGaussian();
    List<List<Point>> bent = new ArrayList<>();
    for (List<Point> stroke : strokes) {
      List<Point> moved = new ArrayList<>();
      for (Point point : stroke) {
        double x = wide * (point.x() + lean * point.y());
        double y = high * point.y();
        moved.add(
            new Point(
                x * Math.cos(angle) - y * Math.sin(angle),
                x * Math.sin(angle) + y * Math.cos(angle)));
      }
      bent.add(moved);
    }
    return bent;
  }

  /**
   * Moves and scales strokes into the middle of a square picture.
   *
   * @param strokes in any unit, y up; at least one point. Not modified.
   * @param size of the picture, in pixels
   * @param unitsPerPixel of the strokes
   * @return the strokes in pixels, y down from the upper edge
   */
  public static List<List<Point>> centred(
      List<List<Point>> strokes, int size, double unitsPerPixel) {
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (List<Point> stroke : strokes) {
      for (Point point : stroke) {
        left = Math.min(left, point.x());
        right = Math.max(right, point.x());
        low = Math.min(low, point.y());
        high = Math.max(high, point.y());
      }
    }
    double x = (left + right) / 2;
    double y = (low + high) / 2;
    return strokes.stream()
        .map(
            stroke ->
                stroke.stream()
                    .map(
                        point ->
                            new Point(
                                size / 2.0 + (point.x() - x) / unitsPerPixel,
                                size / 2.0 - (point.y() - y) / unitsPerPixel))
                    .toList())
        .toList();
  }

  /**
   * Draws strokes.
   *
   * @param strokes in pixels, from the upper left corner, y down. Not modified.
   * @param size of the square picture
   * @param width of the pen, in pixels; the edge of a line fades over one pixel
   * @return size * size brightnesses from 0 to 1, row after row
   */
  public static double[] picture(List<List<Point>> strokes, int size, double width) {
    double[] picture = new double[size * size];
    double reach = width / 2 + 0.5;
    for (List<Point> stroke : strokes) {
      for (int i = 1; i < stroke.size(); i++) {
        Point from = stroke.get(i - 1);
        Point to = stroke.get(i);
        // What is farther from the line than its ink reaches need not be looked at.
        int top = pixel(Math.min(from.y(), to.y()) - reach, size);
        int bottom = pixel(Math.max(from.y(), to.y()) + reach, size);
        int left = pixel(Math.min(from.x(), to.x()) - reach, size);
        int right = pixel(Math.max(from.x(), to.x()) + reach, size);
        for (int row = top; row <= bottom; row++) {
          for (int column = left; column <= right; column++) {
            double ink = reach - distance(column + 0.5, row + 0.5, from, to);
            int at = row * size + column;
            picture[at] = Math.max(picture[at], Math.min(1, ink));
          }
        }
      }
    }
    return picture;
  }

  private static int pixel(double place, int size) {
    return (int) Math.max(0, Math.min(size - 1, Math.floor(place)));
  }

  /** From a point to a straight line between two others. */
  private static double distance(double x, double y, Point from, Point to) {
    double wayX = to.x() - from.x();
    double wayY = to.y() - from.y();
    double length = wayX * wayX + wayY * wayY;
    double along = length == 0 ? 0 : ((x - from.x()) * wayX + (y - from.y()) * wayY) / length;
    double at = Math.min(1, Math.max(0, along));
    return Math.hypot(x - from.x() - at * wayX, y - from.y() - at * wayY);
  }
}

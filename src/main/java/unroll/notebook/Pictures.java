package unroll.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Small pictures in rows, each with words below: scenes and their captions, what is looked at step
 * by step. Pixels stay sharp squares at any size.
 */
public final class Pictures implements Showable {
  private static final int TOP = 42;
  private static final int MARGIN = 12;
  private static final int GAP = 10;
  private static final int LINE = 18;
  private static final double DIM = 0.4;
  private static final double GROUND = 0.45;

  private final String title;
  private final int columns;
  private final List<Entry> entries;
  private final String alternative;

  private Pictures(String title, int columns, List<Entry> entries, String alternative) {
    this.title = title;
    this.columns = columns;
    this.entries = List.copyOf(entries);
    this.alternative = alternative;
  }

  private record Entry(BufferedImage picture, List<String> lines) {}

  /**
   * Starts a figure.
   *
   * @param title what the figure shows
   * @param columns how many pictures stand beside each other, at least 1
   * @return the figure, still without pictures
   * @throws IllegalArgumentException if there is no column
   */
  public static Pictures of(String title, int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException(
          "figure '" + title + "' needs at least 1 column, not " + columns);
    }
    return new Pictures(title, columns, List.of(), "");
  }

  /**
   * Adds a picture.
   *
   * @param label what stands below it; a line break begins a new line
   * @param pixels lines from the top, each of pixels of red, green and blue from 0 to 1; values
   *     outside are cut off. Not modified.
   * @return the figure with one picture more
   * @throws IllegalArgumentException if there is no pixel, or lines differ in length
   */
  public Pictures with(String label, double[][][] pixels) {
    if (pixels.length == 0 || pixels[0].length == 0) {
      throw new IllegalArgumentException("picture '" + label + "' has no pixel");
    }
    int width = pixels[0].length;
    BufferedImage image = new BufferedImage(width, pixels.length, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < pixels.length; y++) {
      if (pixels[y].length != width) {
        throw new IllegalArgumentException(
            "picture '%s' has lines of %d and of %d pixels; all must be of one length"
                .formatted(label, width, pixels[y].length));
      }
      for (int x = 0; x < width; x++) {
        double[] rgb = pixels[y][x];
        image.setRGB(x, y, byteOf(rgb[0]) << 16 | byteOf(rgb[1]) << 8 | byteOf(rgb[2]));
      }
    }
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(image, label.lines().toList()));
    return new Pictures(title, columns, more, alternative);
  }

  /** NaN becomes black. */
  private static int byteOf(double share) {
    return (int) Math.round(255 * Math.min(1, Math.max(0, share)));
  }

  /**
   * Lights up what is looked at: where a weight is 0 a picture is dimmed, where it is 1 it is as it
   * was, on a grey ground.
   *
   * @param pixels lines from the top, each of pixels of red, green and blue, dark where there is
   *     nothing. Not modified.
   * @param weights of the fields of a grid laid over the picture, row by row from the top, from 0
   *     to 1. Not modified.
   * @return a picture of the same size
   */
  public static double[][][] lit(double[][][] pixels, double[][] weights) {
    double[][][] lit = new double[pixels.length][pixels[0].length][3];
    for (int y = 0; y < lit.length; y++) {
      double[] row = weights[y * weights.length / lit.length];
      for (int x = 0; x < lit[y].length; x++) {
        double look = row[x * row.length / lit[y].length];
        double[] pixel = pixels[y][x];
        double dark = 1 - Math.max(pixel[0], Math.max(pixel[1], pixel[2]));
        for (int channel = 0; channel < 3; channel++) {
          lit[y][x][channel] = pixel[channel] * (DIM + (1 - DIM) * look) + GROUND * look * dark;
        }
      }
    }
    return lit;
  }

  /**
   * Says in words what the figure shows, for those who do not see it.
   *
   * @param text the words
   * @return the figure with that text
   */
  public Pictures alt(String text) {
    return new Pictures(title, columns, entries, text);
  }

  /** Where things stand: all pictures have one width, a row is as high as its highest. */
  private double side() {
    return (Picture.WIDTH - 2.0 * MARGIN - (columns - 1) * GAP) / columns;
  }

  private int rowHeight(int row) {
    double most = 0;
    for (int i = row * columns; i < Math.min(entries.size(), (row + 1) * columns); i++) {
      BufferedImage picture = entries.get(i).picture();
      double high = side() * picture.getHeight() / picture.getWidth();
      most = Math.max(most, high + entries.get(i).lines().size() * LINE);
    }
    return (int) Math.ceil(most) + GAP;
  }

  private int rows() {
    return (entries.size() + columns - 1) / columns;
  }

  @Override
  public MimeBundle bundle() {
    int height = TOP + 4;
    for (int row = 0; row < rows(); row++) {
      height += rowHeight(row);
    }
    String words =
        alternative.isEmpty() ? title + ": " + entries.size() + " pictures" : alternative;
    return MimeBundle.text(toString())
        .withPng(Picture.png(this::paint, Picture.WIDTH, height), Picture.WIDTH, height, words);
  }

  private void paint(Graphics2D g, int width, int height) {
    g.setColor(Palette.INK);
    Drawing.heading(g, title, width);
    double side = side();
    int top = TOP;
    for (int row = 0; row < rows(); row++) {
      for (int i = row * columns; i < Math.min(entries.size(), (row + 1) * columns); i++) {
        paint(g, entries.get(i), MARGIN + (i - row * columns) * (side + GAP), top);
      }
      top += rowHeight(row);
    }
  }

  private void paint(Graphics2D g, Entry entry, double left, double top) {
    BufferedImage picture = entry.picture();
    double pixel = side() / picture.getWidth();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        // Borders on whole pixels, or seams show between them.
        int west = (int) Math.rint(left + x * pixel);
        int north = (int) Math.rint(top + y * pixel);
        int east = (int) Math.rint(left + (x + 1) * pixel);
        int south = (int) Math.rint(top + (y + 1) * pixel);
        g.setColor(new Color(picture.getRGB(x, y)));
        g.fillRect(west, north, east - west, south - north);
      }
    }
    double below = top + picture.getHeight() * pixel;
    g.setColor(Palette.INK);
    for (int n = 0; n < entry.lines().size(); n++) {
      String line = entry.lines().get(n);
      double size = 14;
      while (size > 9 && Typeface.SANS.size(size).width(line) > side() + GAP - 2) {
        size -= 0.5;
      }
      Typeface.Letters letters = Typeface.SANS.size(size);
      double start = left + (side() - letters.width(line)) / 2;
      letters.draw(g, line, start, below + 15 + n * LINE);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title);
    for (Entry entry : entries) {
      text.append("\n  ").append(String.join(" | ", entry.lines()));
    }
    return text.toString();
  }
}

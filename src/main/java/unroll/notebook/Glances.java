package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures with what was looked at: each glance is a numbered box, a line leads from one to the
 * next, and what no glance has touched lies in blue shade.
 *
 * <pre>{@code
 * show(Glances.of("A seven in six glances", 28, 28).picture("7", pixels, looks));
 * }</pre>
 *
 * <p>A figure is a value: each method returns another and leaves the old one as it was.
 */
public final class Glances implements Showable {
  private static final int AIR = 8;
  private static final int TOP = 40;
  private static final int CAPTION = 22;

  /** Okabe and Ito's colours that are bright on black; the numbers tell without them. */
  private static final int[] COLOURS = {0xF0E442, 0x56B4E9, 0xE69F00, 0x2FBF8F, 0xFF7F50, 0xE79FC7};

  /** The shade: how much of a pixel's light is left, and the colour that is added. */
  private static final double LEFT = 0.45;

  private static final int[] SHADE = {28, 44, 84};

  private final String title;
  private final int height;
  private final int width;
  private final int columns;
  private final List<Picked> pictures;
  private final String alternative;

  /**
   * A square that was looked at, measured in the picture's own pixels from its upper left corner.
   *
   * @param x of the middle
   * @param y of the middle
   * @param side how wide and high, above 0
   */
  public record Look(double x, double y, double side) {}

  private record Picked(String caption, double[] pixels, List<Look> looks) {}

  private Glances(
      String title, int height, int width, int columns, List<Picked> pictures, String alternative) {
    this.title = title;
    this.height = height;
    this.width = width;
    this.columns = columns;
    this.pictures = List.copyOf(pictures);
    this.alternative = alternative;
  }

  /**
   * A figure that has no picture yet; four stand side by side.
   *
   * @param title what the figure shows
   * @param height of each picture, in its pixels
   * @param width of each picture, in its pixels
   * @return the figure; 0 is black and 1 is white
   * @throws IllegalArgumentException if a picture has no pixel
   */
  public static Glances of(String title, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "figure '%s' has pictures of %d by %d pixels".formatted(title, height, width));
    }
    return new Glances(title, height, width, 4, List.of(), "");
  }

  /**
   * Puts another number of pictures side by side.
   *
   * @param number at least 1
   * @return the figure so laid out
   * @throws IllegalArgumentException if the number is below 1
   */
  public Glances columns(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "figure '%s' has %d columns; at least 1 is needed".formatted(title, number));
    }
    return new Glances(title, height, width, number, pictures, alternative);
  }

  /**
   * Adds a picture. One without glances is shown as it is, with no shade.
   *
   * @param caption written under it; may be empty
   * @param pixels height * width numbers, line after line, 0 to 1; copied
   * @param looks in the order of looking; may be none
   * @return the figure with one picture more
   * @throws IllegalArgumentException if there are more or fewer pixels
   */
  public Glances picture(String caption, double[] pixels, List<Look> looks) {
    if (pixels.length != height * width) {
      throw new IllegalArgumentException(
          "figure '%s' has pictures of %d by %d pixels, but one of %d numbers: '%s'"
              .formatted(title, height, width, pixels.length, caption));
    }
    List<Picked> more = new ArrayList<>(pictures);
    more.add(new Picked(caption, pixels.clone(), List.copyOf(looks)));
    return new Glances(title, height, width, columns, more, alternative);
  }

  /**
   * Says in words what the figure shows, for those who do not see it.
   *
   * @param text the words
   * @return the figure with that text
   */
  public Glances alt(String text) {
    return new Glances(title, height, width, columns, pictures, text);
  }

  @Override
  public MimeBundle bundle() {
    if (pictures.isEmpty()) {
      throw new IllegalStateException("figure '" + title + "' has no picture to draw");
    }
    int lines = (pictures.size() + columns - 1) / columns;
    int high = TOP + lines * (cellHeight() + CAPTION + AIR);
    byte[] png = Picture.png((g, w, h) -> paint(g), Picture.WIDTH, high);
    return MimeBundle.text(toString()).withPng(png, Picture.WIDTH, high, alternative());
  }

  private int cellWidth() {
    return (Picture.WIDTH - AIR) / columns - AIR;
  }

  private int cellHeight() {
    return cellWidth() * height / width;
  }

  private void paint(Graphics2D g) {
    g.setColor(Palette.INK);
    Drawing.heading(g, title, Picture.WIDTH);
    Typeface.Letters letters = Typeface.SANS.size(14);
    for (int i = 0; i < pictures.size(); i++) {
      Picked picture = pictures.get(i);
      int left = AIR + i % columns * (cellWidth() + AIR);
      int top = TOP + i / columns * (cellHeight() + CAPTION + AIR);
      g.drawImage(image(picture), left, top, cellWidth(), cellHeight(), null);
      Shape clip = g.getClip();
      g.clip(new Rectangle2D.Double(left, top, cellWidth(), cellHeight()));
      paint(g, picture.looks(), left, top);
      g.setClip(clip);
      g.setColor(Palette.INK);
      double middle = left + cellWidth() / 2.0;
      letters.draw(
          g,
          picture.caption(),
          middle - letters.width(picture.caption()) / 2.0,
          top + cellHeight() + 16);
    }
  }

  private void paint(Graphics2D g, List<Look> looks, int left, int top) {
    double scale = (double) cellWidth() / width;
    g.setStroke(new BasicStroke(1.6f));
    for (int t = 0; t < looks.size(); t++) {
      Look look = looks.get(t);
      double side = look.side() * scale;
      g.setColor(colour(t));
      g.draw(
          new Rectangle2D.Double(
              left + look.x() * scale - side / 2, top + look.y() * scale - side / 2, side, side));
    }
    g.setColor(Color.WHITE);
    g.setStroke(new BasicStroke(1));
    for (int t = 1; t < looks.size(); t++) {
      Look from = looks.get(t - 1);
      Look to = looks.get(t);
      g.draw(
          new Line2D.Double(
              left + from.x() * scale,
              top + from.y() * scale,
              left + to.x() * scale,
              top + to.y() * scale));
    }
    Typeface.Letters letters = Typeface.SANS.size(11);
    // The first lies on top: where all begin is where most of them crowd.
    for (int t = looks.size() - 1; t >= 0; t--) {
      double x = left + looks.get(t).x() * scale;
      double y = top + looks.get(t).y() * scale;
      String number = Integer.toString(t + 1);
      g.setColor(colour(t));
      g.fill(new Ellipse2D.Double(x - 7.5, y - 7.5, 15, 15));
      g.setColor(Color.BLACK);
      letters.draw(g, number, x - letters.width(number) / 2.0, y + 4);
    }
  }

  private static Color colour(int glance) {
    return new Color(COLOURS[glance % COLOURS.length]);
  }

  private BufferedImage image(Picked picture) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < picture.pixels().length; i++) {
      double light = 255 * Math.max(0, Math.min(1, picture.pixels()[i]));
      boolean shaded = !picture.looks().isEmpty() && !seen(picture.looks(), i % width, i / width);
      int colour = 0;
      for (int part : SHADE) {
        int level = (int) Math.round(shaded ? part + LEFT * light : light);
        colour = colour << 8 | level;
      }
      image.setRGB(i % width, i / width, colour);
    }
    return image;
  }

  private static boolean seen(List<Look> looks, int column, int row) {
    return looks.stream()
        .anyMatch(
            look ->
                Math.abs(column + 0.5 - look.x()) < look.side() / 2
                    && Math.abs(row + 0.5 - look.y()) < look.side() / 2);
  }

  private String alternative() {
    if (!alternative.isEmpty()) {
      return alternative;
    }
    int most = pictures.stream().mapToInt(picture -> picture.looks().size()).max().orElse(0);
    return "%s: %d pictures of %d by %d pixels, each with up to %d numbered boxes"
        .formatted(title, pictures.size(), height, width, most);
  }

  @Override
  public String toString() {
    return pictures.isEmpty() ? title : alternative();
  }
}

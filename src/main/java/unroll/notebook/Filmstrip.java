package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Small grey pictures in rows and columns: a row for each thing that changes, a column for each
 * step, a box over a picture where something lies. Or played: all rows at once, step after step, as
 * an animated GIF that stands in the page itself and needs neither kernel nor script.
 *
 * <pre>{@code
 * show(Filmstrip.of("Three digits, painted in eight steps", 28, 28)
 *     .row("3", canvases, boxes).x("step").playing());
 * }</pre>
 *
 * <p>A strip is a value: each method returns another and leaves the old one as it was.
 */
public final class Filmstrip implements Showable {
  private static final int AIR = 4;
  private static final int TOP = 40;
  private static final int LARGEST_CELL = 112;
  private static final Color FRAME = new Color(0xB0B0B0);

  /** A picture's time in an animation, in hundredths of a second, and that of the last one. */
  private static final int DELAY = 60;

  private static final int LAST_DELAY = 250;

  private final String title;
  private final int height;
  private final int width;
  private final List<Row> rows;
  private final List<String> columns;
  private final String x;
  private final boolean light;
  private final boolean plays;
  private final String alternative;

  /**
   * A box over a picture, measured in the picture's own pixels from its upper left corner.
   *
   * @param x of the left edge
   * @param y of the upper edge
   * @param width to the right, at least 0
   * @param height down, at least 0
   * @param line how broad the line is; drawn no finer than can be seen
   */
  public record Box(double x, double y, double width, double height, double line) {
    /**
     * Makes a box about a point.
     *
     * @param x of the middle
     * @param y of the middle
     * @param side how wide and high
     * @param line how broad the line is
     * @return the box
     */
    public static Box about(double x, double y, double side, double line) {
      return new Box(x - side / 2, y - side / 2, side, side, line);
    }
  }

  private record Row(String label, List<double[]> pictures, List<Box> boxes) {}

  private Filmstrip(
      String title,
      int height,
      int width,
      List<Row> rows,
      List<String> columns,
      String x,
      boolean light,
      boolean plays,
      String alternative) {
    this.title = title;
    this.height = height;
    this.width = width;
    this.rows = List.copyOf(rows);
    this.columns = List.copyOf(columns);
    this.x = x;
    this.light = light;
    this.plays = plays;
    this.alternative = alternative;
  }

  /**
   * A strip that has no row yet.
   *
   * @param title what the figure shows
   * @param height of a picture, in its pixels
   * @param width of a picture, in its pixels
   * @return the strip; 0 is white paper and 1 is black ink
   * @throws IllegalArgumentException if a picture has no pixel
   */
  public static Filmstrip of(String title, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "figure '%s' has pictures of %d by %d pixels".formatted(title, height, width));
    }
    return new Filmstrip(title, height, width, List.of(), List.of(), "", false, false, "");
  }

  /**
   * Adds a row of pictures.
   *
   * @param label what is written before it; may be empty
   * @param pictures height * width numbers each, line after line, 0 to 1; kept, not copied
   * @return the strip with one row more
   * @throws IllegalArgumentException if there is no picture, one of another size, or more or fewer
   *     than in the rows before
   */
  public Filmstrip row(String label, List<double[]> pictures) {
    return row(label, pictures, List.of());
  }

  /**
   * Adds a row of pictures with a box over each.
   *
   * @param label what is written before it; may be empty
   * @param pictures height * width numbers each, line after line, 0 to 1; kept, not copied
   * @param boxes for the first pictures; the rest have none
   * @return the strip with one row more
   * @throws IllegalArgumentException if there is no picture, one of another size, more or fewer
   *     than in the rows before, or more boxes than pictures
   */
  public Filmstrip row(String label, List<double[]> pictures, List<Box> boxes) {
    int wanted = rows.isEmpty() ? Math.max(1, pictures.size()) : steps();
    if (pictures.size() != wanted || boxes.size() > wanted) {
      throw new IllegalArgumentException(
          "figure '%s' has %d pictures and %d boxes in row '%s'; every row has %d pictures"
              .formatted(title, pictures.size(), boxes.size(), label, wanted));
    }
    for (double[] picture : pictures) {
      if (picture.length != height * width) {
        throw new IllegalArgumentException(
            "figure '%s' has pictures of %d by %d pixels, but one of %d numbers in row '%s'"
                .formatted(title, height, width, picture.length, label));
      }
    }
    List<Row> more = new ArrayList<>(rows);
    more.add(new Row(label, List.copyOf(pictures), List.copyOf(boxes)));
    return new Filmstrip(title, height, width, more, columns, x, light, plays, alternative);
  }

  /**
   * Labels the columns, from the left; without labels they are numbered from 1.
   *
   * @param labels one for each picture of a row
   * @return the strip with these labels
   */
  public Filmstrip columns(String... labels) {
    return new Filmstrip(title, height, width, rows, List.of(labels), x, light, plays, alternative);
  }

  /**
   * Names what the columns are.
   *
   * @param label the name, for example step
   * @return the strip with that axis
   */
  public Filmstrip x(String label) {
    return new Filmstrip(title, height, width, rows, columns, label, light, plays, alternative);
  }

  /**
   * Shows light instead of ink: 0 is black and 1 is white.
   *
   * @return the strip so shown
   */
  public Filmstrip light() {
    return new Filmstrip(title, height, width, rows, columns, x, true, plays, alternative);
  }

  /**
   * Puts an animation above the strip.
   *
   * @return the strip that plays
   */
  public Filmstrip playing() {
    return new Filmstrip(title, height, width, rows, columns, x, light, true, alternative);
  }

  /**
   * Says in words what the figure shows, for those who do not see it.
   *
   * @param text the words
   * @return the strip with that text
   */
  public Filmstrip alt(String text) {
    return new Filmstrip(title, height, width, rows, columns, x, light, plays, text);
  }

  private int steps() {
    return rows.get(0).pictures().size();
  }

  private List<String> labels() {
    return columns.isEmpty()
        ? IntStream.rangeClosed(1, steps()).mapToObj(String::valueOf).toList()
        : columns;
  }

  @Override
  public MimeBundle bundle() {
    requireComplete();
    Page page = page();
    byte[] strip = Picture.png((g, w, h) -> paint(g, page), Picture.WIDTH, page.height());
    if (!plays) {
      return MimeBundle.text(toString())
          .withPng(strip, Picture.WIDTH, page.height(), alternative());
    }
    return MimeBundle.html(html(strip), toString())
        .withPng(strip, Picture.WIDTH, page.height(), alternative());
  }

  private void requireComplete() {
    if (rows.isEmpty()) {
      throw new IllegalStateException("figure '" + title + "' has no row to draw");
    }
    if (labels().size() != steps()) {
      throw new IllegalStateException(
          "figure '%s' has %d columns but %d labels".formatted(title, steps(), labels().size()));
    }
  }

  /** Who asks for less motion sees the strip alone. */
  private String html(byte[] strip) {
    String still = "data:image/png;base64," + Base64.getEncoder().encodeToString(strip);
    String moving = "data:image/gif;base64," + Base64.getEncoder().encodeToString(gif());
    String style = "style=\"max-width:100%;height:auto\"";
    return "<div class=\"unroll-film\" style=\"background:#fff;max-width:%dpx\">\n"
            .formatted(Picture.WIDTH)
        + "<style>@media (prefers-reduced-motion: reduce){.unroll-film .moving{display:none}}</style>\n"
        + "<img class=\"moving\" width=\"%d\" %s alt=\"%s\" src=\"%s\">\n"
            .formatted(Picture.WIDTH, style, "the strip below as an animation", moving)
        + "<img width=\"%d\" %s alt=\"%s\" src=\"%s\">\n</div>"
            .formatted(Picture.WIDTH, style, Html.escape(alternative()), still);
  }

  /** The animation: every row at its place, one column after the other, without end. */
  byte[] gif() {
    requireComplete();
    int across = Math.min(rows.size(), 5);
    int cell = cell((Picture.WIDTH - 2 * AIR) / across - AIR);
    int lines = (rows.size() + across - 1) / across;
    int total = TOP + lines * (cell * height / width + AIR) + 8;
    List<BufferedImage> frames = new ArrayList<>();
    for (int t = 0; t < steps(); t++) {
      int step = t;
      String name = (x.isEmpty() ? "" : x + " ") + labels().get(t);
      frames.add(
          Picture.fewColours(
              Picture.image(
                  (g, w, h) -> {
                    g.setColor(Palette.INK);
                    Drawing.heading(g, title + ": " + name, w);
                    double left = (w - across * (cell + AIR) + AIR) / 2.0;
                    for (int row = 0; row < rows.size(); row++) {
                      paint(
                          g,
                          rows.get(row),
                          step,
                          Math.rint(left + row % across * (cell + AIR)),
                          TOP + row / across * (cell * height / width + AIR),
                          cell);
                    }
                  },
                  Picture.WIDTH,
                  total,
                  1)));
    }
    return Animation.gif(frames, DELAY, LAST_DELAY);
  }

  /** Where things stand: where the pictures begin, how wide each is, and how high all is. */
  private record Page(int left, int cell, int height) {}

  private Page page() {
    Typeface.Letters letters = Typeface.SANS.size(14);
    int widest = rows.stream().mapToInt(row -> letters.width(row.label())).max().orElse(0);
    int left = 12 + (widest == 0 ? 0 : widest + 8);
    int cell = cell((Picture.WIDTH - 12 - left) / steps() - AIR);
    int high = rows.size() * (cell * height / width + AIR);
    return new Page(left, cell, TOP + high + 20 + (x.isEmpty() ? 4 : 26));
  }

  /** The widest whole multiple of the picture that has room, where there is one. */
  private int cell(int room) {
    int most = Math.min(room, Math.max(LARGEST_CELL, width));
    int dense = most * Picture.DENSITY / width * width;
    return dense == 0 ? Math.max(1, most) : Math.max(1, dense / Picture.DENSITY);
  }

  private void paint(Graphics2D g, Page page) {
    g.setColor(Palette.INK);
    Drawing.heading(g, title, Picture.WIDTH);
    Typeface.Letters letters = Typeface.SANS.size(14);
    int cell = page.cell();
    int used = page.left() + steps() * (cell + AIR) + 12 - AIR;
    g.translate(Math.max(0, Picture.WIDTH - used) / 2, 0);
    int high = cell * height / width;
    for (int row = 0; row < rows.size(); row++) {
      Row strip = rows.get(row);
      int top = TOP + row * (high + AIR);
      g.setColor(Palette.INK);
      letters.draw(g, strip.label(), 12, top + high / 2.0 + 5);
      for (int t = 0; t < steps(); t++) {
        paint(g, strip, t, page.left() + t * (cell + AIR), top, cell);
      }
    }
    g.setColor(Palette.INK);
    int below = TOP + rows.size() * (high + AIR);
    int widest = labels().stream().mapToInt(letters::width).max().orElse(0);
    int every = HeatMap.every((widest + 6.0) / (cell + AIR));
    for (int t = 0; t < steps(); t += every) {
      String label = labels().get(t);
      double middle = page.left() + t * (cell + AIR) + cell / 2.0;
      letters.draw(g, label, middle - letters.width(label) / 2.0, below + 13);
    }
    Typeface.Letters larger = Typeface.SANS.size(15);
    double middle = page.left() + (steps() * (cell + AIR) - AIR) / 2.0;
    larger.draw(g, x, middle - larger.width(x) / 2.0, below + 36);
  }

  private void paint(Graphics2D g, Row row, int step, double left, double top, int cell) {
    double scale = (double) cell / width;
    double high = (double) cell * height / width;
    Rectangle2D area = new Rectangle2D.Double(left, top, cell, high);
    g.drawImage(
        grey(row.pictures().get(step)), (int) left, (int) top, cell, (int) Math.rint(high), null);
    g.setColor(FRAME);
    g.setStroke(new BasicStroke(1));
    g.draw(area);
    if (step < row.boxes().size()) {
      Box box = row.boxes().get(step);
      java.awt.Shape clip = g.getClip();
      g.clip(area);
      float line = (float) Math.max(1.2, Math.min(box.line() * scale, cell / 12.0));
      g.setStroke(new BasicStroke(line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
      g.setColor(Palette.colour(1));
      g.draw(
          new Rectangle2D.Double(
              left + box.x() * scale,
              top + box.y() * scale,
              box.width() * scale,
              box.height() * scale));
      g.setClip(clip);
    }
  }

  private BufferedImage grey(double[] picture) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < picture.length; i++) {
      double bright = light ? picture[i] : 1 - picture[i];
      int level = (int) Math.round(255 * Math.max(0, Math.min(1, bright)));
      image.setRGB(i % width, i / width, level << 16 | level << 8 | level);
    }
    return image;
  }

  private String alternative() {
    return alternative.isEmpty()
        ? "%s: %d rows of %d pictures of %d by %d pixels%s"
            .formatted(
                title,
                rows.size(),
                steps(),
                height,
                width,
                rows.stream().allMatch(row -> row.boxes().isEmpty()) ? "" : ", with boxes")
        : alternative;
  }

  @Override
  public String toString() {
    return rows.isEmpty() ? title : alternative();
  }
}

package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawing of boxes and arrows: a network unrolled in time, what flows into what.
 *
 * <p>Boxes stand on a grid, column by column from the left and row by row from the top, at whole or
 * half places. An arrow runs straight from border to border; a bent one swings out to let the
 * straight ones be seen. Diagrams are values: each method returns a larger one.
 */
public final class Diagram implements Showable {
  private static final int HEADING = 40;
  private static final int ROW = 74;
  private static final double BOX_HEIGHT = 34;
  private static final double HEAD = 9;

  private final String title;
  private final Map<String, Box> boxes;
  private final List<Arrow> arrows;
  private final String alternative;

  private record Box(double column, double row, String label, Kind kind) {}

  private record Arrow(String from, String to, String label, double bend, boolean dashed) {}

  /** What a box holds; each kind has a colour and a border of its own. */
  public enum Kind {
    /** What comes in: x. */
    INPUT(new Color(0xDCEBF7), 1.2f),
    /** What is handed on: h, c. */
    STATE(new Color(0xFDE3C8), 2.4f),
    /** What is said: o. */
    OUTPUT(new Color(0xD5EFE3), 1.2f),
    /** What is held against it: the target, the loss. */
    LOSS(new Color(0xF3DCEB), 1.2f),
    /** No box, only its text. */
    TEXT(Color.WHITE, 0);

    private final Color fill;
    private final float border;

    Kind(Color fill, float border) {
      this.fill = fill;
      this.border = border;
    }
  }

  private Diagram(String title, Map<String, Box> boxes, List<Arrow> arrows, String alternative) {
    this.title = title;
    this.boxes = boxes;
    this.arrows = arrows;
    this.alternative = alternative;
  }

  /**
   * An empty diagram.
   *
   * @param title what it shows
   * @return the diagram, still without boxes
   */
  public static Diagram of(String title) {
    return new Diagram(title, Map.of(), List.of(), "");
  }

  /**
   * A recurrent network over some steps: inputs below, states in the middle, outputs above.
   *
   * @param title what it shows
   * @param steps how many steps are drawn, at least 1
   * @return boxes {@code x1, h1, o1, ...}, the initial state {@code h0}, and arrows U, W and V
   * @throws IllegalArgumentException if there is no step
   */
  public static Diagram unrolled(String title, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "a network unrolled over " + steps + " steps; draw 1 or more");
    }
    Diagram drawn = of(title).box("h0", 0, 1, "h" + raised(0), Kind.STATE);
    for (int t = 1; t <= steps; t++) {
      drawn =
          drawn
              .box("x" + t, t, 2, "x" + raised(t), Kind.INPUT)
              .box("h" + t, t, 1, "h" + raised(t), Kind.STATE)
              .box("o" + t, t, 0, "o" + raised(t), Kind.OUTPUT)
              .arrow("x" + t, "h" + t, "U")
              .arrow("h" + (t - 1), "h" + t, "W")
              .arrow("h" + t, "o" + t, "V");
    }
    return drawn;
  }

  /**
   * A time step as the lecture writes it, small and raised.
   *
   * @param step the number, 0 or more
   * @return for example ⁽¹²⁾
   */
  public static String raised(int step) {
    StringBuilder text = new StringBuilder("⁽");
    for (char digit : Integer.toString(step).toCharArray()) {
      text.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return text.append('⁾').toString();
  }

  /**
   * Adds a box.
   *
   * @param name what arrows call it
   * @param column where it stands from the left, from 0
   * @param row where it stands from the top, from 0
   * @param label what is written in it
   * @param kind what it holds
   * @return the diagram with that box
   * @throws IllegalArgumentException if the name is taken
   */
  public Diagram box(String name, double column, double row, String label, Kind kind) {
    if (boxes.containsKey(name)) {
      throw new IllegalArgumentException(
          "diagram '" + title + "' has a box '" + name + "' already");
    }
    Map<String, Box> more = new LinkedHashMap<>(boxes);
    more.put(name, new Box(column, row, label, kind));
    return new Diagram(title, more, arrows, alternative);
  }

  /**
   * Adds a straight arrow.
   *
   * @param from the box that it leaves
   * @param to the box that it reaches
   * @param label what is written beside it; may be empty
   * @return the diagram with that arrow
   * @throws IllegalArgumentException if there is no such box
   */
  public Diagram arrow(String from, String to, String label) {
    return with(new Arrow(from, to, label, 0, false));
  }

  /**
   * Adds a bent, dashed arrow, for what goes round the straight way: a skip, a feedback.
   *
   * @param from the box that it leaves
   * @param to the box that it reaches
   * @param label what is written beside it; may be empty
   * @param bend how far it swings out to the left of its way, in rows; negative: to the right
   * @return the diagram with that arrow
   * @throws IllegalArgumentException if there is no such box
   */
  public Diagram bent(String from, String to, String label, double bend) {
    return with(new Arrow(from, to, label, bend, true));
  }

  private Diagram with(Arrow arrow) {
    for (String end : List.of(arrow.from(), arrow.to())) {
      if (!boxes.containsKey(end)) {
        throw new IllegalArgumentException(
            "diagram '%s' has no box '%s'; it has %s".formatted(title, end, boxes.keySet()));
      }
    }
    List<Arrow> more = new ArrayList<>(arrows);
    more.add(arrow);
    return new Diagram(title, boxes, more, alternative);
  }

  /**
   * Says in words what the diagram shows, for those who do not see it.
   *
   * @param text the words
   * @return the diagram with that text
   */
  public Diagram alt(String text) {
    return new Diagram(title, boxes, arrows, text);
  }

  @Override
  public MimeBundle bundle() {
    if (boxes.isEmpty()) {
      throw new IllegalStateException("diagram '" + title + "' has no boxes");
    }
    int height = HEADING + (int) Math.ceil((extent(false) + 1) * ROW) + 8;
    byte[] png = Picture.png(this::paint, Picture.WIDTH, height);
    return MimeBundle.text(toString())
        .withPng(png, Picture.WIDTH, height, alternative.isEmpty() ? toString() : alternative);
  }

  /** The diagram in words: its title, then every arrow. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title);
    for (Arrow arrow : arrows) {
      text.append("\n  ").append(boxes.get(arrow.from()).label());
      text.append(arrow.label().isEmpty() ? " → " : " —" + arrow.label() + "→ ");
      text.append(boxes.get(arrow.to()).label());
    }
    return text.toString();
  }

  private double extent(boolean across) {
    return boxes.values().stream().mapToDouble(b -> across ? b.column() : b.row()).max().orElse(0);
  }

  private void paint(Graphics2D g, int width, int height) {
    g.setColor(Palette.INK);
    Drawing.heading(g, title, width);
    double column = (width - 16) / (extent(true) + 1);
    Typeface.Letters letters = Typeface.SANS.size(Math.min(16, 5 + column / 6));
    for (Arrow arrow : arrows) {
      paint(g, arrow, column, letters);
    }
    for (Box box : boxes.values()) {
      RoundRectangle2D shape = shape(box, column, letters);
      if (box.kind() != Kind.TEXT) {
        g.setColor(box.kind().fill);
        g.fill(shape);
        g.setColor(Palette.INK);
        g.setStroke(new BasicStroke(box.kind().border));
        g.draw(shape);
      }
      g.setColor(Palette.INK);
      double left = shape.getCenterX() - letters.width(box.label()) / 2.0;
      letters.draw(g, box.label(), left, shape.getCenterY() + letters.size() * 0.35);
    }
  }

  private RoundRectangle2D shape(Box box, double column, Typeface.Letters letters) {
    double wide = Math.min(column - 8, Math.max(0.42 * column, letters.width(box.label()) + 14));
    double x = 8 + (box.column() + 0.5) * column;
    double y = HEADING + (box.row() + 0.5) * ROW;
    return new RoundRectangle2D.Double(x - wide / 2, y - BOX_HEIGHT / 2, wide, BOX_HEIGHT, 12, 12);
  }

  private void paint(Graphics2D g, Arrow arrow, double column, Typeface.Letters letters) {
    RoundRectangle2D from = shape(boxes.get(arrow.from()), column, letters);
    RoundRectangle2D to = shape(boxes.get(arrow.to()), column, letters);
    double dx = to.getCenterX() - from.getCenterX();
    double dy = to.getCenterY() - from.getCenterY();
    double length = Math.max(1, Math.hypot(dx, dy));
    // The point that the curve is drawn towards; on the line itself for a straight arrow.
    Point2D pull =
        new Point2D.Double(
            from.getCenterX() + dx / 2 + dy / length * arrow.bend() * 2 * ROW,
            from.getCenterY() + dy / 2 - dx / length * arrow.bend() * 2 * ROW);
    Point2D start = border(from, pull);
    Point2D end = border(to, pull);
    double turn = Math.atan2(end.getY() - pull.getY(), end.getX() - pull.getX());
    Path2D way = new Path2D.Double();
    way.moveTo(start.getX(), start.getY());
    way.quadTo(
        pull.getX(),
        pull.getY(),
        end.getX() - 0.7 * HEAD * Math.cos(turn),
        end.getY() - 0.7 * HEAD * Math.sin(turn));
    g.setColor(Palette.INK);
    g.setStroke(
        arrow.dashed()
            ? new BasicStroke(
                1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0)
            : new BasicStroke(1.6f));
    g.draw(way);
    Path2D head = new Path2D.Double();
    head.moveTo(end.getX(), end.getY());
    for (double side : new double[] {-0.45, 0.45}) {
      head.lineTo(
          end.getX() - HEAD * Math.cos(turn + side), end.getY() - HEAD * Math.sin(turn + side));
    }
    head.closePath();
    g.fill(head);
    paintLabel(g, arrow, start, pull, end);
  }

  /** The label stands at the middle of the way, on the side that leaves it readable. */
  private static void paintLabel(
      Graphics2D g, Arrow arrow, Point2D start, Point2D pull, Point2D end) {
    Typeface.Letters letters = Typeface.SANS.size(14);
    double x = (start.getX() + 2 * pull.getX() + end.getX()) / 4;
    double y = (start.getY() + 2 * pull.getY() + end.getY()) / 4;
    boolean level = Math.abs(end.getY() - start.getY()) < Math.abs(end.getX() - start.getX());
    double left = level ? x - letters.width(arrow.label()) / 2.0 : x + 6;
    letters.draw(g, arrow.label(), left, level ? y - 6 : y + 5);
  }

  /** Where the line from a box's middle towards a point crosses the box's border. */
  private static Point2D border(RoundRectangle2D box, Point2D towards) {
    double dx = towards.getX() - box.getCenterX();
    double dy = towards.getY() - box.getCenterY();
    double share =
        Math.min(
            dx == 0 ? 1e9 : box.getWidth() / 2 / Math.abs(dx),
            dy == 0 ? 1e9 : box.getHeight() / 2 / Math.abs(dy));
    return new Point2D.Double(
        box.getCenterX() + Math.min(1, share) * dx, box.getCenterY() + Math.min(1, share) * dy);
  }
}

package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import tech.tablesaw.plotly.components.Line.Dash;
import tech.tablesaw.plotly.components.Symbol;

/**
 * How series are told apart: by colour, and where colour is not seen by dash and by mark.
 *
 * <p>The colours are Okabe and Ito's (2008), which survive the common kinds of colour blindness;
 * the dashes and marks survive a grey print too.
 */
final class Palette {
  /** The colour of reference lines and letters. */
  static final Color INK = new Color(0x33, 0x33, 0x33);

  private static final int[] COLOURS = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x000000};
  private static final float[][] DASHES = {
    {}, {9, 4}, {2, 4}, {11, 4, 2, 4}, {16, 5}, {16, 4, 2, 4, 2, 4}
  };
  private static final Dash[] PLOTLY_DASHES = {
    Dash.SOLID, Dash.DASH, Dash.DOT, Dash.DASH_DOT, Dash.LONG_DASH, Dash.LONG_DASH_DOT
  };
  private static final Symbol[] SYMBOLS = {
    Symbol.CIRCLE, Symbol.SQUARE, Symbol.TRIANGLE_UP, Symbol.DIAMOND, Symbol.X, Symbol.TRIANGLE_DOWN
  };

  private Palette() {}

  static Color colour(int series) {
    return new Color(COLOURS[series % COLOURS.length]);
  }

  static String css(Color colour) {
    return "#%06x".formatted(colour.getRGB() & 0xFFFFFF);
  }

  static BasicStroke stroke(int series) {
    float[] dash = DASHES[series % DASHES.length];
    return dash.length == 0
        ? new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  static Dash dash(int series) {
    return PLOTLY_DASHES[series % PLOTLY_DASHES.length];
  }

  /** The mark of a series about a point, nine pixels across. */
  static Shape mark(int series, double x, double y) {
    double r = 4.5;
    return switch (series % SYMBOLS.length) {
      case 0 -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
      case 1 -> new Rectangle2D.Double(x - r, y - r, 2 * r, 2 * r);
      case 2 -> polygon(x, y - r, x + r, y + r, x - r, y + r);
      case 3 -> polygon(x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y);
      case 4 -> new BasicStroke(2.5f).createStrokedShape(cross(x, y, r));
      default -> polygon(x, y + r, x + r, y - r, x - r, y - r);
    };
  }

  private static Shape cross(double x, double y, double r) {
    Path2D cross = new Path2D.Double(new Line2D.Double(x - r, y - r, x + r, y + r));
    cross.append(new Line2D.Double(x - r, y + r, x + r, y - r), false);
    return cross;
  }

  private static Shape polygon(double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return path;
  }

  static Symbol symbol(int series) {
    return SYMBOLS[series % SYMBOLS.length];
  }

  /** A thin dashed line for the {@code index}-th reference value. */
  static BasicStroke referenceStroke(int index) {
    float[] dash = index % 2 == 0 ? new float[] {5, 4} : new float[] {1.5f, 3};
    return new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /** The same for plotly. */
  static Dash referenceDash(int index) {
    return index % 2 == 0 ? Dash.DASH : Dash.DOT;
  }
}

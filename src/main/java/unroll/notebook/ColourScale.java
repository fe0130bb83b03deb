package unroll.notebook;

import com.google.gson.JsonArray;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** Values as colours: white at 0 when both signs come, from dark to light otherwise. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ColourScale(double low, double high, int[] stops) {
  /**
   * Dark blue over white to orange: told apart by colour-blind eyes, and the ends differ in grey.
   */
  private static final int[] SIGNED = {0x08306B, 0x4292C6, 0xFFFFFF, 0xFDC086, 0xE6720A};

  /** Nunez, Anderton and Renslow's cividis (2018): even steps of grey, blue to yellow. */
  private static final int[] UNSIGNED = {0x00224E, 0x3B496C, 0x7D7C78, 0xB9AC70, 0xFEE838};

  /** Finer than an eye tells apart, and few enough for a picture of 256 colours. */
  private static final int LEVELS = 180;

  static ColourScale over(DoubleSummaryStatistics values) {
    if (values.getCount() == 0) {
      return new ColourScale(0, 1, UNSIGNED);
    }
    double low = values.getMin();
    double high = values.getMax();
    if (low < 0 && high > 0) {
      double most = Math.max(-low, high);
      return new ColourScale(-most, most, SIGNED);
    }
    return low == high
        ? new ColourScale(low - 0.5, high + 0.5, UNSIGNED)
        : new ColourScale(low, high, UNSIGNED);
  }

  /** The scale for activations, from -1 to 1. */
  static ColourScale activation() {
    return new ColourScale(-1, 1, SIGNED);
  }

  /** The colour of a value; values past the ends take the ends' colours. */
  Color colour(double value) {
    double level = Math.rint(LEVELS * Math.max(0, Math.min(1, (value - low) / (high - low))));
    double place = level / LEVELS * (stops.length - 1);
    int under = Math.min((int) place, stops.length - 2);
    double share = place - under;
    Color a = new Color(stops[under]);
    Color b = new Color(stops[under + 1]);
    return new Color(
        mix(a.getRed(), b.getRed(), share),
        mix(a.getGreen(), b.getGreen(), share),
        mix(a.getBlue(), b.getBlue(), share));
  }

  /** True if white letters read better on a colour than dark ones. */
  static boolean isDark(Color colour) {
    return 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue() < 140;
  }

  /** A value in three significant digits, short enough for a cell. */
  static String written(double value) {
    if (!Double.isFinite(value)) {
      return Numbers.brief(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    double size = Math.abs(value);
    return size == 0 || (size >= 1e-3 && size < 1e5)
        ? rounded.toPlainString()
        : "%.1e".formatted(value);
  }

  /** The stops as plotly reads them. */
  JsonArray plotly() {
    JsonArray scale = new JsonArray();
    for (int i = 0; i < stops.length; i++) {
      JsonArray stop = new JsonArray();
      stop.add(i / (double) (stops.length - 1));
      stop.add(Palette.css(new Color(stops[i])));
      scale.add(stop);
    }
    return scale;
  }

  private static int mix(int a, int b, double share) {
    return (int) Math.round(a + (b - a) * share);
  }

  /** Draws the scale to the right of a figure, with its numbers and what they measure. */
  void paint(Graphics2D g, Rectangle2D area, String measure) {
    double west = area.getMaxX() + 14;
    int steps = (int) area.getHeight();
    for (int step = 0; step < steps; step++) {
      double share = 1 - step / (double) (steps - 1);
      g.setColor(colour(low() + share * (high() - low())));
      g.fill(new Rectangle2D.Double(west, area.getY() + step, 14, 1));
    }
    g.setColor(Palette.INK);
    Typeface.Letters letters = Typeface.SANS.size(13);
    int longest = 0;
    Scale values = new Scale(low(), high(), false, List.of());
    for (Scale.Tick tick : values.ticks(6)) {
      double base = (area.getMaxY() - values.place(tick.value()) * area.getHeight() + 5);
      letters.draw(g, tick.label(), west + 18, base);
      longest = Math.max(longest, letters.width(tick.label()));
    }
    Drawing.upright(
        g,
        Typeface.SANS.size(14),
        measure,
        area.getMaxX() + 14 + 18 + longest + 24,
        area.getCenterY());
  }
}

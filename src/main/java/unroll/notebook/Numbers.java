package unroll.notebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * Numbers as a reader wants them: four significant digits, thousands apart, no locale's surprises.
 */
final class Numbers {
  private Numbers() {}

  /** A value in at most four significant digits, whole numbers in full. */
  static String brief(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e15) {
      return size < 10_000 ? String.valueOf((long) value) : grouped((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return size >= 1e-4 && size < 1e7
        ? rounded.toPlainString()
        : String.format(Locale.ROOT, "%.3g", value);
  }

  /** A whole number with commas between its thousands. */
  static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * A length of time as minutes and seconds, with hours when there are any: 0:07, 12:30, 1:02:03.
   */
  static String clock(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}

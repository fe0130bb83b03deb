package unroll.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where values stand along an axis of a drawing, and which of them are written beside it.
 *
 * @param low the value at the start
 * @param high the value at the end, above low
 * @param log true if equal ratios are equally far apart
 * @param labels what is written at 0, 1, 2, ... in place of numbers; empty for numbers
 */
record Scale(double low, double high, boolean log, List<String> labels) {
  /** A value and what is written at it. */
  record Tick(double value, String label) {}

  /** From the least to the greatest value with a little air at both ends, or as the axis says. */
  static Scale over(Axis axis, double least, double greatest) {
    if (axis.fixed()) {
      return new Scale(axis.low(), axis.high(), axis.log(), List.of());
    }
    double low = axis.log() ? Math.log10(least) : least;
    double high = axis.log() ? Math.log10(greatest) : greatest;
    double air =
        high > low ? 0.03 * (high - low) : high == 0 || axis.log() ? 0.5 : 0.05 * Math.abs(high);
    return axis.log()
        ? new Scale(Math.pow(10, low - air), Math.pow(10, high + air), true, List.of())
        : new Scale(low - air, high + air, false, List.of());
  }

  /** From 0, which bars stand on, to beyond the values. */
  static Scale fromZero(double least, double greatest) {
    double low = Math.min(0, least);
    double high = Math.max(0, greatest);
    double air = high > low ? 0.1 * (high - low) : 1;
    return new Scale(
        low < 0 ? low - air : 0, high > 0 || low == 0 ? high + air : 0, false, List.of());
  }

  /** One place for each label. */
  static Scale of(List<String> labels) {
    return new Scale(-0.5, labels.size() - 0.5, false, labels);
  }

  /** Where a value stands: 0 at the start, 1 at the end. */
  double place(double value) {
    return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  }

  /** The values to write, at most about so many. */
  List<Tick> ticks(int most) {
    if (!labels.isEmpty()) {
      return IntStream.range(0, labels.size()).mapToObj(i -> new Tick(i, labels.get(i))).toList();
    }
    return log ? decades(most) : round(most);
  }

  private List<Tick> round(int most) {
    double rough = (high - low) / Math.max(1, most);
    double ten = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = ten * (rough <= ten ? 1 : rough <= 2 * ten ? 2 : rough <= 5 * ten ? 5 : 10);
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(new Tick(i * step, written(i * step, step)));
    }
    return ticks;
  }

  private List<Tick> decades(int most) {
    int first = (int) Math.ceil(Math.log10(low) - 1e-9);
    int last = (int) Math.floor(Math.log10(high) + 1e-9);
    List<Tick> ticks = new ArrayList<>();
    int every = Math.max(1, (last - first) / Math.max(1, most) + 1);
    for (int ten = first; ten <= last; ten += last - first < most ? 1 : every) {
      ticks.add(new Tick(Math.pow(10, ten), power(ten)));
    }
    // Under two decades there are too few whole powers to read a value off.
    for (int ten = first - 1; last - first < 2 && ten <= last; ten++) {
      for (int times : new int[] {2, 5}) {
        double value = times * Math.pow(10, ten);
        if (value >= low && value <= high) {
          ticks.add(new Tick(value, Numbers.brief(value)));
        }
      }
    }
    return ticks;
  }

  private static String written(double value, double step) {
    if (value == 0) {
      return "0";
    }
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    if (digits > 6 || Math.abs(value) >= 1e7) {
      return Numbers.brief(value);
    }
    return String.format(
        java.util.Locale.ROOT,
        Math.abs(value) >= 10_000 ? "%,." + digits + "f" : "%." + digits + "f",
        value);
  }

  private static String power(int ten) {
    return ten >= -3 && ten <= 4 ? Numbers.brief(Math.pow(10, ten)) : "10" + raised(ten);
  }

  private static String raised(int exponent) {
    StringBuilder text = new StringBuilder();
    for (char c : String.valueOf(exponent).toCharArray()) {
      text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
    }
    return text.toString();
  }
}

package unroll.notebook;

/**
 * One axis of a figure.
 *
 * @param label what runs along it
 * @param unit the unit it is measured in, or the empty text
 * @param log true for a logarithmic scale, on which only values above 0 appear
 * @param low where it starts; NaN: where the data do
 * @param high where it ends; NaN: where the data do
 */
record Axis(String label, String unit, boolean log, double low, double high) {
  static Axis unnamed() {
    return named("");
  }

  static Axis named(String label) {
    return new Axis(label, "", false, Double.NaN, Double.NaN);
  }

  Axis named(String newLabel, String newUnit) {
    return new Axis(newLabel, newUnit, log, low, high);
  }

  Axis logarithmic() {
    return new Axis(label, unit, true, low, high);
  }

  /**
   * The axis from one value to another, whatever the data do.
   *
   * @throws IllegalArgumentException if the first is not under the second, or not finite
   */
  Axis between(double start, double end) {
    if (!(start < end) || !Double.isFinite(end - start)) {
      throw new IllegalArgumentException(
          "an axis from " + start + " to " + end + "; give the lower end first");
    }
    return new Axis(label, unit, log, start, end);
  }

  /** True if the ends were given. */
  boolean fixed() {
    return !Double.isNaN(low);
  }

  /** True if a value has a place on this axis. */
  boolean holds(double value) {
    return Double.isFinite(value) && (!log || value > 0);
  }

  /** The label as it stands at the axis: {@code loss (nats per character)}. */
  String title() {
    return unit.isEmpty() ? label : label.isEmpty() ? unit : label + " (" + unit + ")";
  }
}

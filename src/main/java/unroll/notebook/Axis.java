package unroll.notebook;

/**
 * One axis of a figure.
 *
 * @param label what runs along it
 * @param unit the unit it is measured in, or the empty text
 * @param log true for a logarithmic scale, on which only values above 0 appear
 */
record Axis(String label, String unit, boolean log) {
  static Axis unnamed() {
    return new Axis("", "", false);
  }

  Axis named(String newLabel, String newUnit) {
    return new Axis(newLabel, newUnit, log);
  }

  Axis logarithmic() {
    return new Axis(label, unit, true);
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

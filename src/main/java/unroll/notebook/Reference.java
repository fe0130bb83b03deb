package unroll.notebook;

/** A value to compare with, drawn across the figure: a baseline, a bar to reach, a bound. */
record Reference(String name, double value) {
  /** Its name in the legend, with the value, since a line alone is hard to read off. */
  String label() {
    return name + " " + Numbers.brief(value);
  }
}

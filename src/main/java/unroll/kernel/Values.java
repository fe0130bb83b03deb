package unroll.kernel;

import java.lang.reflect.Array;

/** How the value of an expression reads as text. */
final class Values {
  /** Longer arrays are cut: a page that holds a million numbers helps nobody. */
  private static final int MOST_ELEMENTS = 1000;

  private Values() {}

  /**
   * The text of a value: arrays with their elements, all else as its own {@code toString} has it.
   *
   * @param value any value, or null
   * @return its text, never null
   */
  static String text(Object value) {
    if (value == null || !value.getClass().isArray()) {
      return String.valueOf(value);
    }
    StringBuilder text = new StringBuilder("[");
    int length = Array.getLength(value);
    for (int i = 0; i < Math.min(length, MOST_ELEMENTS); i++) {
      text.append(i == 0 ? "" : ", ").append(text(Array.get(value, i)));
    }
    if (length > MOST_ELEMENTS) {
      text.append(", ... ").append(length - MOST_ELEMENTS).append(" more");
    }
    return text.append(']').toString();
  }
}

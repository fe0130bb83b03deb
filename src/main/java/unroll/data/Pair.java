package unroll.data;

/**
 * A text and what it is to be turned into: a sum and its result, a date and its ISO form.
 *
 * @param source what is read, at least one character
 * @param target what is to be written; may be empty
 */
public record Pair(String source, String target) {
  /**
   * Checks that there is something to read.
   *
   * @param source what is read, at least one character
   * @param target what is to be written; may be empty
   * @throws IllegalArgumentException if the source is empty
   */
  public Pair {
    if (source.isEmpty()) {
      throw new IllegalArgumentException(
          "a pair needs a source to read; that of \"" + target + "\" is empty");
    }
  }
}

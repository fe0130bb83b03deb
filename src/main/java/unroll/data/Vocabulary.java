package unroll.data;

import java.util.Arrays;

/**
 * The characters a model knows, each with a number from 0. Its job is to turn text into symbols and
 * back.
 *
 * <p>A character is a Unicode code point; the numbers follow the order of the code points, so the
 * same set of characters always gets the same numbers, whatever text it came from. {@link
 * #characters()} is all there is to save.
 */
public final class Vocabulary {
  private final int[] codePoints;

  private Vocabulary(int[] codePoints) {
    this.codePoints = codePoints;
  }

  /**
   * Collects the characters of a text.
   *
   * @param text at least one character; repeated characters count once
   * @return the vocabulary, sorted by code point
   * @throws IllegalArgumentException if the text is empty
   */
  public static Vocabulary of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty text has no characters to learn");
    }
    return new Vocabulary(text.codePoints().sorted().distinct().toArray());
  }

  /**
   * Returns how many characters there are.
   *
   * @return V, at least 1
   */
  public int size() {
    return codePoints.length;
  }

  /**
   * Returns all characters in the order of their numbers; {@code Vocabulary.of} of it is this
   * vocabulary again.
   *
   * @return V characters
   */
  public String characters() {
    return decode(java.util.stream.IntStream.range(0, size()).toArray());
  }

  /**
   * Returns a character.
   *
   * @param symbol its number, 0 to V - 1
   * @return one code point as text
   * @throws IllegalArgumentException if there is no such number
   */
  public String character(int symbol) {
    return Character.toString(codePoint(symbol));
  }

  /**
   * Says whether a character is known.
   *
   * @param codePoint a Unicode code point
   * @return whether {@link #encode} accepts it
   */
  public boolean contains(int codePoint) {
    return Arrays.binarySearch(codePoints, codePoint) >= 0;
  }

  /**
   * Turns text into symbols.
   *
   * @param text any text, also empty
   * @return one number a code point
   * @throws IllegalArgumentException if a character is unknown; the message names it and its place,
   *     counted in characters from 1
   */
  public int[] encode(String text) {
    int[] symbols = text.codePoints().toArray();
    for (int i = 0; i < symbols.length; i++) {
      int symbol = Arrays.binarySearch(codePoints, symbols[i]);
      if (symbol < 0) {
        throw new IllegalArgumentException(
            "character "
                + described(symbols[i])
                + " at place "
                + (i + 1)
                + " is not among the "
                + size()
                + " characters of the vocabulary");
      }
      symbols[i] = symbol;
    }
    return symbols;
  }

  /**
   * Turns symbols into text.
   *
   * @param symbols numbers of 0 to V - 1. Not modified.
   * @return one code point a number
   * @throws IllegalArgumentException if there is no such number
   */
  public String decode(int... symbols) {
    StringBuilder text = new StringBuilder(symbols.length);
    for (int symbol : symbols) {
      text.appendCodePoint(codePoint(symbol));
    }
    return text.toString();
  }

  private int codePoint(int symbol) {
    if (symbol < 0 || symbol >= codePoints.length) {
      throw new IllegalArgumentException(
          "symbol " + symbol + " is outside 0 to " + (codePoints.length - 1));
    }
    return codePoints[symbol];
  }

  private static String described(int codePoint) {
    String number = String.format("U+%04X", codePoint);
    return Character.isISOControl(codePoint)
        ? number
        : "'" + Character.toString(codePoint) + "' (" + number + ")";
  }

  /** Two vocabularies are equal if they hold the same characters. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && Arrays.equals(codePoints, that.codePoints);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codePoints);
  }

  @Override
  public String toString() {
    return "vocabulary of " + size() + " characters";
  }
}

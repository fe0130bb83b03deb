package unroll.kernel;

/**
 * Places in a text: the protocol counts code points, Java counts characters.
 *
 * @param text the text
 */
record Offsets(String text) {
  int length() {
    return text.codePointCount(0, text.length());
  }

  int toChars(int points) {
    return text.offsetByCodePoints(0, Math.max(0, Math.min(points, length())));
  }

  int toPoints(int chars) {
    return text.codePointCount(0, Math.max(0, Math.min(chars, text.length())));
  }
}

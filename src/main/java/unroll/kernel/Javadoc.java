package unroll.kernel;

/** Javadoc as plain text, for a tooltip. */
final class Javadoc {
  private Javadoc() {}

  /**
   * The readable text of a Javadoc comment.
   *
   * @param comment as it stands in the source, or null if there is none
   * @return a line break and the text; empty for no comment
   */
  static String asText(String comment) {
    if (comment == null || comment.isBlank()) {
      return "";
    }
    String text =
        comment
            .replaceAll("\\{@(?:code|link|linkplain|literal|value)\\s+([^{}]*)}", "$1")
            .replaceAll("(?i)<li>", "- ")
            .replaceAll("(?i)<p>", "\n")
            .replaceAll("</?[a-zA-Z][^<>]*>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&")
            .replaceAll("(?m)^ ", "")
            .replaceAll("\n{3,}", "\n\n");
    return "\n" + text.strip();
  }
}

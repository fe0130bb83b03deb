package unroll.notebook;

/** Text to markup and back, for the small pieces of HTML that outputs are made of. */
final class Html {
  private Html() {}

  /** The text with the five characters that mean something in HTML written as entities. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The text of a piece of HTML: scripts, styles and tags left out, entities read. */
  static String text(String markup) {
    return markup
        .replaceAll("(?is)<(script|style)\\b.*?</\\1\\s*>", "")
        .replaceAll("(?i)<br\\s*/?>|</(p|div|li|tr|h[1-6])>", "\n")
        .replaceAll("(?s)<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .strip();
  }
}

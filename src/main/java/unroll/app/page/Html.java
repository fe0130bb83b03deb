package unroll.app.page;

/** Text made safe to stand in a page. */
final class Html {
  private Html() {}

  /**
   * Returns the text with every character replaced that means something in HTML, in attributes too.
   */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

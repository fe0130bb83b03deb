package unroll.app.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours Java source for a page: comments, texts, numbers and keywords, each also told by weight
 * or slant.
 */
final class JavaHighlight {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*(?s:.*?)\\*/)"
              + "|(?<text>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+')"
              + "|(?<number>\\b\\d[\\w.]*)"
              + "|(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else"
              + "|enum|extends|final|finally|float|for|if|implements|import|instanceof|int|interface|long|native|new|null"
              + "|package|private|protected|public|record|return|short|static|super|switch|this|throw|throws|true|false"
              + "|try|var|void|while|yield)\\b)");

  private JavaHighlight() {}

  /** Returns the HTML of a piece of source. */
  static String html(String source) {
    StringBuilder html = new StringBuilder();
    Matcher token = TOKEN.matcher(source);
    int done = 0;
    while (token.find()) {
      html.append(Html.escape(source.substring(done, token.start())));
      html.append("<span class=\"").append(kind(token)).append("\">");
      html.append(Html.escape(token.group())).append("</span>");
      done = token.end();
    }
    return html.append(Html.escape(source.substring(done))).toString();
  }

  private static String kind(Matcher token) {
    for (String kind : new String[] {"comment", "text", "number"}) {
      if (token.group(kind) != null) {
        return kind;
      }
    }
    return "keyword";
  }
}

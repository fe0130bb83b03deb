package unroll.grade.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The Markdown of hints as HTML, with their formulas; HTML in it is escaped. */
final class HintHtml {
  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();
  // not in code: neither on a line that four spaces set off nor between backticks
  private static final Pattern FORMULA = Pattern.compile("(?m)^ {4}.*$|`[^`\n]*`|\\$([^$\n]+)\\$");
  // private use: no text has them
  private static final Pattern PLACE = Pattern.compile("\uE000([0-9]+)\uE001");

  private HintHtml() {}

  static String of(String markdown) {
    List<String> formulas = new ArrayList<>();
    // taken out before Markdown sees their underscores and stars
    String without =
        FORMULA
            .matcher(markdown)
            .replaceAll(
                found -> {
                  if (found.group(1) == null) {
                    return Matcher.quoteReplacement(found.group());
                  }
                  formulas.add(Formula.html(found.group(1)));
                  return "\uE000" + (formulas.size() - 1) + "\uE001";
                });
    return PLACE
        .matcher(HTML.render(PARSER.parse(without)))
        .replaceAll(
            place -> Matcher.quoteReplacement(formulas.get(Integer.parseInt(place.group(1)))));
  }
}

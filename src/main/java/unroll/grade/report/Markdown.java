package unroll.grade.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts strangers' text into Markdown as GitHub reads it (CommonMark with tables, links of bare
 * addresses, mentions) so that it stays text: it cannot end the block that it stands in, calls
 * nobody, and links nowhere.
 */
final class Markdown {
  // what no construct of Markdown is made of; all else is written as a character reference, which
  // CommonMark 0.31 (section 2.5) never takes for structure
  private static final Pattern STRUCTURE = Pattern.compile("[^\\p{L}\\p{M}\\p{N} ,.;?'%/]");
  // GitHub looks for these in the finished text, where references are characters again
  private static final Pattern CALLS = Pattern.compile("@|#|(?<=GH)-|:|(?i)(?<=www)\\.");
  private static final Pattern BACKTICKS = Pattern.compile("`+");
  // they turn the direction of what follows, or break a line in places where Markdown sees none
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cntrl}\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029\u0085]");
  private static final String NOTHING = "&#8203;"; // a space of no width

  private Markdown() {}

  /**
   * Text for within a line.
   *
   * @param text any text; line breaks become spaces
   * @return Markdown that shows it and does nothing
   */
  static String neutral(String text) {
    String line = CONTROLS.matcher(text).replaceAll(" ").strip();
    // "1. " would begin a list
    Matcher number = Pattern.compile("^[0-9]{1,9}(?=\\.)").matcher(line);
    int first = number.find() ? number.end() : -1;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      String each = line.substring(i, i + 1);
      boolean reference = i == first || STRUCTURE.matcher(each).matches();
      out.append(
          reference && !Character.isSurrogate(each.charAt(0))
              ? "&#" + (int) each.charAt(0) + ";"
              : each);
      Matcher calls = CALLS.matcher(line).useTransparentBounds(true).region(i, i + 1);
      if (calls.matches()) {
        out.append(NOTHING);
      }
    }
    return out.toString();
  }

  /**
   * A block of code that its content cannot end.
   *
   * @param text any text
   * @param language what the reader's highlighter should take it for, for example {@code java}
   * @param indent put before each line, so that it stays within a list
   * @return several lines, the last with a line feed
   */
  static String fenced(String text, String language, String indent) {
    int longest = 2;
    Matcher run = BACKTICKS.matcher(text);
    while (run.find()) {
      longest = Math.max(longest, run.group().length());
    }
    String fence = "`".repeat(longest + 1);
    StringBuilder out = new StringBuilder(indent + fence + language + "\n");
    text.lines().forEach(line -> out.append(indent).append(visible(line)).append('\n'));
    return out.append(indent).append(fence).append('\n').toString();
  }

  /** A line without characters that would turn or hide it; tabs stay. */
  private static String visible(String line) {
    StringBuilder out = new StringBuilder();
    line.chars()
        .forEach(
            c -> {
              boolean hidden = c != '\t' && CONTROLS.matcher(Character.toString(c)).matches();
              out.append(hidden ? "\uFFFD" : Character.toString((char) c));
            });
    return out.toString();
  }
}

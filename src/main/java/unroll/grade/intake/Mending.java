package unroll.grade.intake;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What word processors, chats and web pages do to a source: quotation marks of typography, blanks
 * that are none, dashes for minus. None of them is Java outside of literals and comments, so that
 * putting the plain ones there cannot harm. The length stays, and every line where it is.
 *
 * @param text the text with plain marks
 * @param isMended whether it was changed
 */
record Mending(String text, boolean isMended) {
  private static final String DOUBLE = "“”„‟«»″";
  private static final String SINGLE = "‘’‚‛′";
  private static final String BLANK = "\u00A0\u2007\u202F\u200B\u200C\u200D\u2060\uFEFF\u3000";
  private static final String DASH = "‐‑‒–—−";
  private static final Pattern BEGIN = Pattern.compile("(?m)^<{7}(?: .*)?$");
  private static final Pattern END = Pattern.compile("(?m)^>{7}(?: .*)?$");

  /** Mends a text. */
  static Mending of(String text) {
    if (text.chars().noneMatch(c -> (DOUBLE + SINGLE + BLANK + DASH).indexOf(c) >= 0)) {
      return new Mending(text, false);
    }
    char[] mended = text.toCharArray();
    int i = 0;
    while (i < mended.length) {
      i = mended(text, mended, i);
    }
    String result = new String(mended);
    return new Mending(result, !result.equals(text));
  }

  /**
   * Refuses a text in which a merge was not finished.
   *
   * @throws Refused if there is a conflict; the message names the line
   */
  static void refuseConflict(String text, String name) throws Refused {
    var begin = BEGIN.matcher(text);
    if (begin.find() && END.matcher(text).find()) {
      long line = text.substring(0, begin.start()).chars().filter(c -> c == '\n').count() + 1;
      throw new Refused(
          name
              + ", line "
              + line
              + ": a merge was not finished. Choose one of the versions between <<<<<<< and"
              + " >>>>>>>, delete the marks, and hand it in again.");
    }
  }

  /** The sentence for its author. */
  static String notice(String name) {
    return name
        + " holds quotation marks, blanks or dashes of typography where Java has plain ones; they"
        + " were read as plain ones.";
  }

  /** One step through code: the index after what was looked at. */
  private static int mended(String text, char[] mended, int i) {
    char at = text.charAt(i);
    if (text.startsWith("//", i)) {
      return after(text, "\n", i + 2);
    }
    if (text.startsWith("/*", i)) {
      return after(text, "*/", i + 2);
    }
    if (text.startsWith("\"\"\"", i)) {
      return after(text, "\"\"\"", i + 3);
    }
    if (at == '"' || at == '\'') {
      return closed(text, mended, i, List.of(String.valueOf(at)), false);
    }
    if (DOUBLE.indexOf(at) >= 0) {
      mended[i] = '"';
      return closed(text, mended, i, List.of(DOUBLE, "\""), true);
    }
    if (SINGLE.indexOf(at) >= 0) {
      mended[i] = '\'';
      return closed(text, mended, i, List.of(SINGLE, "'"), true);
    }
    if (BLANK.indexOf(at) >= 0) {
      mended[i] = ' ';
    } else if (DASH.indexOf(at) >= 0) {
      mended[i] = '-';
    }
    return i + 1;
  }

  /** The index after a literal's end, which is in its line or not at all. */
  private static int closed(
      String text, char[] mended, int start, List<String> ends, boolean isTypographic) {
    char plain = mended[start];
    for (int i = start + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
      char at = text.charAt(i);
      if (at == '\\') {
        i++;
      } else if (ends.stream().anyMatch(end -> end.indexOf(at) >= 0)) {
        mended[i] = plain;
        return i + 1;
      } else if (!isTypographic && typographicEnd(text, i, plain)) {
        mended[i] = plain;
        return i + 1;
      }
    }
    int line = text.indexOf('\n', start);
    return line < 0 ? text.length() : line;
  }

  /** Whether a literal that begins plainly can only end here: no plain mark follows in its line. */
  private static boolean typographicEnd(String text, int i, char plain) {
    String marks = plain == '"' ? DOUBLE : SINGLE;
    if (marks.indexOf(text.charAt(i)) < 0) {
      return false;
    }
    int line = text.indexOf('\n', i);
    int plainly = text.indexOf(plain, i);
    return plainly < 0 || (line >= 0 && plainly > line);
  }

  private static int after(String text, String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }
}

package unroll.grade.dashboard;

import java.util.regex.Pattern;

/** What is the same in messages that differ by their numbers only. */
final class FailureText {
  private static final int LONGEST = 280;
  // also the digits of a name such as x2 would vary with nothing: they stay
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\d_.])[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?(?![\\p{L}\\d_])");
  private static final Pattern ROW = Pattern.compile("#(\\s*[,;]?\\s*#)+");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private FailureText() {}

  /**
   * A message without its numbers.
   *
   * @param message for example {@code expected 0.25, came -1.5e-3}
   * @return for example {@code expected #, came #}; a row of numbers is {@code # ...}
   */
  static String of(String message) {
    String text = NUMBER.matcher(message).replaceAll("#");
    text = SPACE.matcher(ROW.matcher(text).replaceAll("# ...")).replaceAll(" ").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }
}

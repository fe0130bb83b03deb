package unroll.grade;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says whether two lines of text are the same, and if not, where they begin to differ.
 *
 * @param tolerance how far two numbers may be apart, absolute below 1 and relative above; 0 asks
 *     for the same characters
 */
record LineComparison(double tolerance) {
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.])[-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\\w.])");
  private static final Pattern PART = Pattern.compile("\\S+");

  boolean same(String expected, String came) {
    return difference(expected, came).isEmpty();
  }

  /**
   * The piece of what came that is the first to differ: a word, or the end of the line.
   *
   * @return where it begins and ends, or nothing if the lines are the same
   */
  Optional<int[]> difference(String expected, String came) {
    if (expected.equals(came)) {
      return Optional.empty();
    }
    Matcher wanted = PART.matcher(expected);
    Matcher found = PART.matcher(came);
    while (true) {
      boolean more = wanted.find();
      if (!found.find()) {
        // with a tolerance blanks do not count: a sign may have moved a column
        return more || tolerance == 0
            ? Optional.of(new int[] {came.length(), came.length() + 1})
            : Optional.empty();
      }
      if (!more || !samePart(wanted.group(), found.group())) {
        return Optional.of(new int[] {found.start(), found.end()});
      }
      if (tolerance == 0 && wanted.start() != found.start()) {
        return Optional.of(new int[] {found.start(), found.end()});
      }
    }
  }

  /** Words are the same if their numbers are close and all else is alike: {@code x=0.5,}. */
  private boolean samePart(String expected, String came) {
    if (expected.equals(came)) {
      return true;
    }
    if (tolerance == 0
        || !NUMBER.matcher(expected).replaceAll("#").equals(NUMBER.matcher(came).replaceAll("#"))) {
      return false;
    }
    List<Double> wanted = numbers(expected);
    List<Double> found = numbers(came);
    for (int i = 0; i < wanted.size(); i++) {
      double most = tolerance * Math.max(1, Math.abs(wanted.get(i)));
      if (!(Math.abs(wanted.get(i) - found.get(i)) <= most)) {
        return false;
      }
    }
    return true;
  }

  private static List<Double> numbers(String part) {
    return NUMBER.matcher(part).results().map(each -> Double.valueOf(each.group())).toList();
  }
}

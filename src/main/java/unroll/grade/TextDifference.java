package unroll.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows a student where a text differs from the approved one: each line that does, as expected and
 * as it came, with a mark below the first word that is wrong.
 *
 * <p>Lines are aligned by their longest common subsequence, so that one line too many does not make
 * all that follow look wrong.
 */
final class TextDifference {
  // a reader wants the first few; the rest follows from them
  private static final int MOST = 6;
  private static final int WIDEST = 160;
  // beyond this the alignment's table would be large; line stands against line then
  private static final int ALIGNED = 300;

  private final List<String> expected;
  private final List<String> came;
  private final LineComparison comparison;
  private final List<String> shown = new ArrayList<>();
  private int differences;

  private TextDifference(List<String> expected, List<String> came, LineComparison comparison) {
    this.expected = expected;
    this.came = came;
    this.comparison = comparison;
  }

  /**
   * Compares two texts.
   *
   * @param name what the approved text is called
   * @param expected the approved lines
   * @param came the lines that came
   * @param comparison when two lines are the same
   * @return what to tell the student, or nothing if the texts are the same
   */
  static Optional<String> of(
      String name, List<String> expected, List<String> came, LineComparison comparison) {
    TextDifference difference = new TextDifference(expected, came, comparison);
    difference.walk();
    return difference.text(name);
  }

  private Optional<String> text(String name) {
    if (differences == 0) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("the text differs from ").append(name);
    text.append(" in ").append(differences).append(differences == 1 ? " line" : " lines");
    if (comparison.tolerance() > 0) {
      text.append(" (numbers may be ").append(comparison.tolerance()).append(" apart)");
    }
    shown.forEach(line -> text.append('\n').append(line));
    if (differences > MOST) {
      text.append("\n  ... and ").append(differences - MOST).append(" more");
    }
    return Optional.of(text.toString());
  }

  /** Walks both texts; what lies between two lines that are the same differs. */
  private void walk() {
    int[][] common = common();
    int i = 0;
    int j = 0;
    int fromI = 0;
    int fromJ = 0;
    while (i < expected.size() && j < came.size()) {
      if (comparison.same(expected.get(i), came.get(j))) {
        differ(fromI, i, fromJ, j);
        fromI = ++i;
        fromJ = ++j;
      } else if (common.length == 0) {
        i++;
        j++;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    differ(fromI, expected.size(), fromJ, came.size());
  }

  /** The length of the longest common subsequence of the lines from (i, j) on. */
  private int[][] common() {
    if (expected.size() > ALIGNED || came.size() > ALIGNED) {
      return new int[0][];
    }
    int[][] common = new int[expected.size() + 1][came.size() + 1];
    for (int i = expected.size() - 1; i >= 0; i--) {
      for (int j = came.size() - 1; j >= 0; j--) {
        common[i][j] =
            comparison.same(expected.get(i), came.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private void differ(int fromI, int toI, int fromJ, int toJ) {
    for (int k = 0; fromI + k < toI || fromJ + k < toJ; k++) {
      differences++;
      if (differences > MOST) {
        continue;
      }
      int i = fromI + k;
      int j = fromJ + k;
      shown.add("line " + (j < toJ ? j + 1 : i + 1));
      shown.add("  expected: " + (i < toI ? cut(expected.get(i), 0) : "(no such line)"));
      if (j >= toJ) {
        shown.add("  came:     (no such line)");
      } else if (i >= toI) {
        shown.add("  came:     " + cut(came.get(j), 0));
      } else {
        changed(expected.get(i), came.get(j));
      }
    }
  }

  private void changed(String wanted, String found) {
    int[] place = comparison.difference(wanted, found).orElse(new int[] {0, 1});
    // the same piece of both lines, so that one stands below the other
    int from = place[1] <= WIDEST ? 0 : place[0] - WIDEST / 4;
    shown.set(shown.size() - 1, "  expected: " + cut(wanted, from));
    shown.add("  came:     " + cut(found, from));
    int marks = Math.min(place[1], from + WIDEST) - place[0];
    shown.add("            " + " ".repeat(place[0] - from) + "^".repeat(Math.max(1, marks)));
  }

  private static String cut(String line, int from) {
    int begin = Math.min(from, line.length());
    return line.length() - begin <= WIDEST
        ? line.substring(begin)
        : line.substring(begin, begin + WIDEST) + " ...";
  }
}

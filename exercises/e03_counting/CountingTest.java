package e03_counting;

import e03_counting.CountingNetworks.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Approval;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Variant;

/**
 * The public tests of 03-counting, written against the contract; start them from an IDE if you
 * like.
 *
 * <p>There are many right networks, so no weight is looked at: only what a network says of words.
 */
@ExtendWith(SubjectExtension.class)
class CountingTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** A digit is read off a number that is wrong by rounding: less than this, eight digits deep. */
  private static final double ROUNDING = 1e-6;

  private static final String BACKWARDS =
      "it is refused as if a letter had come that must not: is Wh transposed? Rows speak, columns"
          + " hear";

  private final CountingNetworks counting;
  private final Variant variant;

  CountingTest(CountingNetworks counting, Variant variant) {
    this.counting = counting;
    this.variant = variant;
  }

  @Test
  @Task(1)
  @Points(2)
  void shortWordsOfBrackets() {
    Words words = new Words("()", counting.brackets());
    words.accepts("", "the empty word is refused: every bracket of it has its partner, so c > 0");
    words.refuses(
        "(", "a bracket left open is not held against the word: the read-out must see it");
    words.accepts("()", BACKWARDS);
    words.refuses(")", "a bracket that closes nothing is not noticed: a count stops at 0");
    words.refuses(")(", "only the number of brackets counts, not their order");
    words.refuses(
        ")()", "that a bracket closed nothing is forgotten: a unit must go on saying so by itself");
    words.accepts("(())()", BACKWARDS);
    words.refuses("(()", "a bracket left open is not held against the word");
  }

  @Test
  @Task(1)
  void everyWordOfUpToEightBrackets() {
    new Words("()", counting.brackets()).allUpTo(8, CountingTest::balanced);
  }

  @Test
  @Task(1)
  void aThousandOpenBrackets() {
    Words words = new Words("()", counting.brackets());
    Expect.that("up to how many open brackets every verdict is right", words.exactTo(1000, 1))
        .is(1000, 0, "the count: its weight to itself must be exactly 1, or it leaks");
  }

  @Test
  @Task(2)
  @Points(2)
  void shortWordsOfOneBForEveryA() {
    Words words = new Words("ab", counting.ratio(1));
    words.refuses("", "the empty word is accepted: n is at least 1");
    words.refuses("a", "an a for which no b came is not held against the word");
    words.accepts("ab", BACKWARDS);
    words.refuses(
        "aab",
        "what is left of the count has too little weight in the read-out: one a without its b must"
            + " outweigh all that speaks for the word");
    words.refuses("abb", "a b too many is not noticed: a count stops at 0");
    words.refuses("b", "a b too many is not noticed: a count stops at 0");
    words.refuses("abab", "an a after a b is not noticed: counts alone do not know the order");
    words.refuses("baabb", "that something was wrong is forgotten: a unit must go on saying so");
    words.accepts("aabb", BACKWARDS);
  }

  @Test
  @Task(2)
  void unitsHaveNoUpperEnd() {
    Words words = new Words("ab", counting.ratio(1));
    String counted =
        "a unit that remembers one b counts them all: a rectifier, unlike sigma, has no upper end";
    words.accepts("aaaaabbbbb", counted);
    words.refuses("aabbb", counted);
  }

  @Test
  @Task(2)
  void theRatioIsTheRightWayRound() {
    Words words = new Words("ab", counting.ratio(2));
    words.accepts("abb", "m b are owed for each a, not m a for each b");
    words.refuses("aab", "m b are owed for each a, not m a for each b");
    words.refuses("ab", "m has no effect");
    words.accepts("aabbbb", "m b are owed for each a");
    words.refuses("aabbb", "what is left of the count has too little weight in the read-out");
    words.refuses("abbabb", "an a after a b is not noticed");
  }

  @Test
  @Task(2)
  @Points(2)
  void exactToAThousand() {
    Words words = new Words("ab", counting.ratio(1));
    Expect.that("up to which n every verdict on a^n b^n is right", words.exactTo(1000, 1))
        .is(1000, 0, "the count: its weight to itself must be exactly 1, or it leaks");
    Expect.that(
            "the same for a^n b^(3n), up to 300",
            new Words("ab", counting.ratio(3)).exactTo(300, 3))
        .is(300, 0, "the count: its weight to itself must be exactly 1, or it leaks");
  }

  @Test
  @Task(2)
  void acceptedWordsAreTheApprovedOnes(Approval approval) {
    StringBuilder text = new StringBuilder("Accepted of all words of one to nine letters\n");
    for (int m = 1; m <= 4; m++) {
      text.append("m = ").append(m).append(':');
      Words words = new Words("ab", counting.ratio(m));
      for (String word : Words.upTo(9, "ab")) {
        if (!word.isEmpty() && words.verdict(word)) {
          text.append(' ').append(word);
        }
      }
      text.append('\n');
    }
    approval.verify("accepted", text.toString());
  }

  @Test
  @Task(3)
  void pushesWorkOutOnPaper() {
    double b = base(2);
    Expect first =
        Expect.that("0 pushed onto the empty stack, k = 2", counting.move(2, 0, 0))
            .suspect("the digit is even: a 0 on the empty stack leaves no trace; it is 2s + 1", 0)
            .suspect("the base is k; it is 2k + v, so that gaps lie between the digits", 0.5);
    for (int other : variant.others()) {
      String theirs = "the base is that of variant %d; yours is variant %d: the base is 2k + %d";
      int yours = variant.number();
      first.suspect(theirs.formatted(other, yours, yours), 1.0 / (4 + other));
    }
    first.is(1 / b, TOLERANCE, "push s: q/B + (2s + 1)/B, B = 2k + v");
    Expect.that("1 pushed onto that", counting.move(2, 1 / b, 1))
        .suspect("the symbols below are not moved down: q/B", 1 / b + 3 / b)
        .suspect("the base is k; it is 2k + v", 1 / b / 2 + 1.5)
        .suspect("the digit is even; it is 2s + 1", 1 / b / b + 2 / b)
        .is(1 / b / b + 3 / b, TOLERANCE, "push s: q/B + (2s + 1)/B");
    Expect.that("2 pushed onto the empty stack, k = 3", counting.move(3, 0, 2))
        .suspect("the base is that of k = 2 whatever k is", 5.0 / base(2))
        .is(5.0 / base(3), TOLERANCE, "push s: q/B + (2s + 1)/B");
  }

  @Test
  @Task(3)
  void popsWorkOutOnPaper() {
    double b = base(2);
    Expect.that(
            "what is left under the 1 of 3/B + 1/B^2, k = 2",
            counting.move(2, 3 / b + 1 / b / b, -1))
        .suspect("the top is not taken away: B q - 2 top - 1", 1)
        .is(1 / b, TOLERANCE, "pop: sigma(B q - 2 top - 1)");
    b = base(3);
    double q = 1 / b + 5 / b / b;
    Expect.that("what is left under the 0 of 1/B + 5/B^2, k = 3", counting.move(3, q, -1))
        .suspect("the base is that of k = 2 whatever k is", Math.max(0, base(2) * q - 1))
        .is(5 / b, TOLERANCE, "pop: sigma(B q - 2 top - 1)");
    Expect.that("what is left under the 2 of 5/B, k = 3", counting.move(3, 5 / b, -1))
        .suspect("the top is read as a bit: with k symbols it is a sum of k - 1 sigmas", 1)
        .is(0, TOLERANCE, "top: sigma(B q - 2) + ... + sigma(B q - 2(k - 1))");
    Expect.that("the empty stack after a pop", counting.move(2, 0, -1))
        .suspect("without sigma an empty stack becomes a debt", -1)
        .is(0, TOLERANCE, "pop: sigma(B q - 2 top - 1), which leaves an empty stack empty");
  }

  @Test
  @Task(3)
  void stackMovesAreTheApprovedOnes(Approval approval) {
    StringBuilder text = new StringBuilder("A stack of three symbols, digit by digit, -1 pops\n");
    double q = 0;
    for (int symbol : new int[] {2, 0, 1, 1, -1, 2, -1, -1, 0, -1, -1, -1, -1, 1}) {
      q = counting.move(3, q, symbol);
      text.append(String.format(Locale.ROOT, "%3d  %s%n", symbol, digits(q, base(3))));
    }
    approval.verify("stack", text.toString());
  }

  /** The base for k symbols in this variant. */
  private int base(int k) {
    return 2 * k + variant.number();
  }

  /** A number between 0 and 1, written in a base. */
  private static String digits(double q, int base) {
    StringBuilder text = new StringBuilder("0.");
    double rest = q;
    for (int i = 0; i < 8 && rest > ROUNDING; i++) {
      double digit = Math.floor(rest * base + ROUNDING);
      text.append(' ').append((long) digit);
      rest = rest * base - digit;
    }
    return text.toString();
  }

  private static boolean balanced(String word) {
    String left = word;
    while (left.contains("()")) {
      left = left.replace("()", "");
    }
    return left.isEmpty();
  }

  /** Words read by a network. */
  private record Words(String letters, Network network) {
    Words {
      if (network == null) {
        throw new AssertionError("the network is null: return a Network.");
      }
      int units = network.wh() == null ? 0 : network.wh().numRows;
      if (units < 1 || units > CountingNetworks.MOST_UNITS) {
        throw new AssertionError("Wh must have 1 to 16 rows, one for each unit; it has " + units);
      }
      shape("Wx", network.wx(), 2, units);
      shape("Wh", network.wh(), units, units);
      shape("b", network.b(), 1, units);
      shape("V", network.v(), units, 1);
      shape("c", network.c(), 1, 1);
    }

    private static void shape(String what, DMatrixRMaj m, int rows, int columns) {
      if (m == null || m.numRows != rows || m.numCols != columns) {
        String came = m == null ? "null" : m.numRows + " x " + m.numCols;
        throw new AssertionError(
            "%s must be %d x %d, one %s for each unit of Wh; it is %s"
                .formatted(what, rows, columns, columns == 1 ? "row" : "column", came));
      }
    }

    void accepts(String word, String mistake) {
      verdict(word, 1, mistake);
    }

    void refuses(String word, String mistake) {
      verdict(word, 0, mistake);
    }

    private void verdict(String word, int expected, String mistake) {
      Expect.that("the verdict on \"" + word + "\", 1 to accept", verdict(word) ? 1 : 0)
          .suspect(mistake, 1 - expected)
          .is(expected, 0, "which unit should have spoken after the last letter, and in V");
    }

    void allUpTo(int length, Predicate<String> right) {
      List<String> wrong =
          upTo(length, letters).stream().filter(w -> verdict(w) != right.test(w)).toList();
      String first = wrong.isEmpty() ? "" : ", the first being \"" + wrong.get(0) + "\"";
      Expect.that("wrong verdicts on all words of up to 8 letters" + first, wrong.size())
          .is(0, 0, "the trace of that word, unit by unit");
    }

    /**
     * The largest n, up to most, up to which n of the first letter and then times n + 1 of the
     * second are refused all the time, but for the one time when they are times n. To 50 it looks
     * at every n, from there at every 25th.
     */
    int exactTo(int most, int times) {
      double[] first = new double[network.b().numCols];
      int right = 0;
      for (int n = 1; n <= most; n++) {
        first = step(first, 0);
        if (n <= 50 || n % 25 == 0) {
          double[] h = first;
          for (int j = 1; j <= times * n + 1; j++) {
            h = step(h, 1);
            if (accepted(h) != (j == times * n)) {
              return right;
            }
          }
          right = n;
        }
      }
      return right;
    }

    boolean verdict(String word) {
      double[] h = new double[network.b().numCols];
      for (char letter : word.toCharArray()) {
        h = step(h, letters.indexOf(letter));
      }
      return accepted(h);
    }

    private double[] step(double[] before, int letter) {
      double[] h = new double[before.length];
      for (int j = 0; j < h.length; j++) {
        double a = network.b().get(0, j) + network.wx().get(letter, j);
        for (int i = 0; i < h.length; i++) {
          a += before[i] * network.wh().get(i, j);
        }
        h[j] = Math.max(0, a);
      }
      return h;
    }

    private boolean accepted(double[] h) {
      double o = network.c().get(0, 0);
      for (int i = 0; i < h.length; i++) {
        o += h[i] * network.v().get(i, 0);
      }
      return o > 0;
    }

    static List<String> upTo(int length, String letters) {
      List<String> words = new ArrayList<>(List.of(""));
      for (int next = 0; words.get(next).length() < length; next++) {
        words.add(words.get(next) + letters.charAt(0));
        words.add(words.get(next) + letters.charAt(1));
      }
      return words;
    }
  }
}

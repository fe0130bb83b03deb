package e03_counting;

import e03_counting.CountingNetworks.Network;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Variant;
import unroll.grade.Visibility;

/** The hidden tests of 03-counting: long words, spoilt ones, other ratios, other alphabets. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class CountingHiddenTest {
  /** Twelve moves in base 2k; a pop makes an error of rounding 2k times as large. */
  private static final double TOLERANCE = 1e-9;

  private final CountingNetworks counting;
  private final Variant variant;

  CountingHiddenTest(CountingNetworks counting, Variant variant) {
    this.counting = counting;
    this.variant = variant;
  }

  @Test
  @Task(1)
  @Points(2)
  void longWordsOfBracketsAreJudgedRight() {
    Random random = new Random(301);
    Network network = checked(counting.brackets());
    int balanced = 0;
    int spoilt = 0;
    for (int i = 0; i < 300; i++) {
      List<Integer> word = CountingOracle.brackets(random, 1 + random.nextInt(60));
      balanced += CountingOracle.says(network, word) ? 0 : 1;
      List<Integer> other = CountingOracle.spoilt(random, word);
      spoilt += CountingOracle.says(network, other) == CountingOracle.balanced(other) ? 0 : 1;
    }
    Expect.that("balanced words that are refused", balanced)
        .is(0, 0, "what is left in the units after the last bracket");
    Expect.that("words with one letter spoilt that are judged wrongly", spoilt)
        .is(0, 0, "brackets that close nothing, early in a word, and those left open");
  }

  @Test
  @Task(1)
  void deepBracketsAreJudgedRight() {
    Network network = checked(counting.brackets());
    List<Integer> deep = CountingOracle.inRatio(1000, 1);
    Expect.that("1000 brackets opened and closed, 1 to accept", said(network, deep))
        .is(1, 0, "the count: it must be exact");
    Expect.that("the same without the last, 1 to accept", said(network, deep.subList(0, 1999)))
        .is(0, 0, "the read-out: one open bracket must be enough");
    Expect.that("the same from the second on, 1 to accept", said(network, deep.subList(1, 2000)))
        .is(0, 0, "the bracket that closes nothing");
  }

  @Test
  @Task(2)
  @Points(2)
  void otherRatiosAreJudgedRight() {
    Random random = new Random(302);
    for (int m : new int[] {1, 2, 5, 7}) {
      Network network = checked(counting.ratio(m));
      int right = 0;
      int spoilt = 0;
      for (int n = 1; n <= 60; n++) {
        List<Integer> word = CountingOracle.inRatio(n, m);
        right += CountingOracle.says(network, word) ? 0 : 1;
        List<Integer> other = CountingOracle.spoilt(random, word);
        spoilt += CountingOracle.says(network, other) == CountingOracle.inRatio(other, m) ? 0 : 1;
      }
      Expect.that("words in the ratio 1 to " + m + " that are refused", right)
          .is(0, 0, "m b are owed for every a");
      Expect.that(
              "words in the ratio 1 to " + m + " with one letter spoilt, judged wrongly", spoilt)
          .is(0, 0, "a b too many, a b too few, an a after a b");
    }
  }

  @Test
  @Task(2)
  void wordsInAnyOrderAreJudgedRight() {
    Random random = new Random(303);
    Network network = checked(counting.ratio(1));
    int wrong = 0;
    for (int i = 0; i < 300; i++) {
      List<Integer> word = CountingOracle.inRatio(1 + random.nextInt(12), 1);
      Collections.shuffle(word, random);
      wrong += CountingOracle.says(network, word) == CountingOracle.inRatio(word, 1) ? 0 : 1;
    }
    Expect.that("shuffled words that are judged wrongly", wrong)
        .is(0, 0, "an a after a b, wherever it comes");
  }

  @Test
  @Task(2)
  void aThousandIsNoTrouble() {
    for (int m : new int[] {1, 3}) {
      Network network = checked(counting.ratio(m));
      List<Integer> word = CountingOracle.inRatio(1000, m);
      Expect.that("n = 1000, m = " + m + ", 1 to accept", said(network, word))
          .is(1, 0, "the count: it must be exact");
      List<Integer> shorter = word.subList(0, word.size() - 1);
      Expect.that("n = 1000, m = " + m + ", a b too few, 1 to accept", said(network, shorter))
          .is(0, 0, "the read-out: one b owed must be enough");
      word.add(1);
      Expect.that("n = 1000, m = " + m + ", a b too many, 1 to accept", said(network, word))
          .is(0, 0, "the b that was not owed");
    }
  }

  @Test
  @Task(3)
  @Points(2)
  void stacksOfManySymbolsComeBack() {
    Random random = new Random(304);
    for (int k : new int[] {1, 2, 3, 5, 8}) {
      Deque<Integer> stack = new ArrayDeque<>();
      double q = 0;
      int pushes = 0;
      int pops = 0;
      for (int i = 0; i < 200; i++) {
        boolean push = stack.size() < 8 && random.nextInt(5) > 1;
        int symbol = push ? random.nextInt(k) : -1;
        double came = counting.move(k, q, symbol);
        if (push) {
          stack.push(symbol);
        } else {
          stack.poll();
        }
        // each move starts from the right number, so that one slip counts once
        q = CountingOracle.number(stack, 2 * k + variant.number());
        int off = Math.abs(came - q) <= TOLERANCE ? 0 : 1;
        pushes += push ? off : 0;
        pops += push ? 0 : off;
      }
      Expect.that("pushes that are wrong with k = " + k, pushes)
          .is(0, 0, "push s: q/B + (2s + 1)/B, B = 2k + v");
      Expect.that("pops that are wrong with k = " + k, pops)
          .is(0, 0, "top is a sum of k - 1 sigmas; pop: sigma(B q - 2 top - 1)");
    }
  }

  @Test
  @Task(3)
  void bitsComeBackOneByOne() {
    Random random = new Random(305);
    // base 4 is exact in double up to 26 bits; in other bases a pop enlarges what was rounded
    boolean exact = variant.number() == 0;
    int[] bits = random.ints(exact ? 20 : 5, 0, 2).toArray();
    double q = 0;
    double[] below = new double[bits.length];
    for (int i = 0; i < bits.length; i++) {
      below[i] = q;
      q = counting.move(2, q, bits[i]);
    }
    int wrong = 0;
    for (int i = bits.length - 1; i >= 0; i--) {
      q = counting.move(2, q, -1);
      wrong += Math.abs(q - below[i]) <= (exact ? 0 : TOLERANCE) ? 0 : 1;
    }
    Expect.that("stacks of bits that do not come back", wrong)
        .is(0, 0, "in base 4 double is exact up to 26 bits: no rounding, no tolerance");
  }

  private static int said(Network network, List<Integer> word) {
    return CountingOracle.says(network, word) ? 1 : 0;
  }

  private static Network checked(Network network) {
    if (network == null || network.wh() == null) {
      throw new AssertionError("the network or its Wh is null: return a Network.");
    }
    int units = network.wh().numRows;
    boolean fits =
        units <= CountingNetworks.MOST_UNITS
            && is(network.wx(), 2, units)
            && is(network.wh(), units, units)
            && is(network.b(), 1, units)
            && is(network.v(), units, 1)
            && is(network.c(), 1, 1);
    if (!fits) {
      throw new AssertionError(
          "the network's shapes do not fit: Wx 2 x H, Wh H x H, b 1 x H, V H x 1, c 1 x 1, H at"
              + " most "
              + CountingNetworks.MOST_UNITS);
    }
    return network;
  }

  private static boolean is(DMatrixRMaj matrix, int rows, int columns) {
    return matrix != null && matrix.numRows == rows && matrix.numCols == columns;
  }
}

package e03_counting;

import e03_counting.CountingNetworks.Network;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The same verdicts by other ways: words are judged by reading them like a person, stacks are kept
 * as lists and turned into numbers by whole-number arithmetic. Networks are run column by column.
 */
final class CountingOracle {
  private CountingOracle() {}

  static boolean balanced(List<Integer> word) {
    int open = 0;
    for (int letter : word) {
      open += letter == 0 ? 1 : -1;
      if (open < 0) {
        return false;
      }
    }
    return open == 0;
  }

  static boolean inRatio(List<Integer> word, int m) {
    int a = word.indexOf(1);
    return a > 0 && word.size() == a * (m + 1) && word.lastIndexOf(0) == a - 1;
  }

  /** A word of brackets that are balanced, of twice so many letters. */
  static List<Integer> brackets(Random random, int pairs) {
    List<Integer> word = new ArrayList<>();
    int open = 0;
    while (word.size() < 2 * pairs) {
      boolean mayOpen = open < 2 * pairs - word.size();
      boolean opens = open == 0 || (mayOpen && random.nextInt(3) > 0);
      word.add(opens ? 0 : 1);
      open += opens ? 1 : -1;
    }
    return word;
  }

  static List<Integer> inRatio(int n, int m) {
    List<Integer> word = new ArrayList<>();
    for (int i = 0; i < n * (m + 1); i++) {
      word.add(i < n ? 0 : 1);
    }
    return word;
  }

  /** The word with one letter turned, one left out, one put in, or two that changed places. */
  static List<Integer> spoilt(Random random, List<Integer> word) {
    List<Integer> spoilt = new ArrayList<>(word);
    int place = random.nextInt(word.size());
    switch (random.nextInt(4)) {
      case 0 -> spoilt.set(place, 1 - spoilt.get(place));
      case 1 -> spoilt.remove(place);
      case 2 -> spoilt.add(place, random.nextInt(2));
      default -> spoilt.set(place, spoilt.set(random.nextInt(word.size()), spoilt.get(place)));
    }
    return spoilt;
  }

  /** What the network says after the last letter. */
  static boolean says(Network network, List<Integer> word) {
    int units = network.b().numCols;
    double[] h = new double[units];
    for (int letter : word) {
      double[] sums = new double[units];
      for (int from = 0; from < units; from++) {
        for (int to = 0; to < units; to++) {
          sums[to] += network.wh().get(from, to) * h[from];
        }
      }
      for (int to = 0; to < units; to++) {
        h[to] = Math.max(sums[to] + network.wx().get(letter, to) + network.b().get(to), 0);
      }
    }
    double o = 0;
    for (int from = units - 1; from >= 0; from--) {
      o += network.v().get(from) * h[from];
    }
    return o + network.c().get(0) > 0;
  }

  /** The number that is a stack, the top first: one fraction of two whole numbers. */
  static double number(Deque<Integer> stack, int radix) {
    BigInteger base = BigInteger.valueOf(radix);
    BigInteger above = BigInteger.ZERO;
    BigInteger below = BigInteger.ONE;
    for (int symbol : stack) {
      above = above.multiply(base).add(BigInteger.valueOf(2L * symbol + 1));
      below = below.multiply(base);
    }
    return new java.math.BigDecimal(above)
        .divide(new java.math.BigDecimal(below), java.math.MathContext.DECIMAL64)
        .doubleValue();
  }
}

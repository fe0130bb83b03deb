package unroll.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Sums of two numbers below 100, as text: {@code "12+7"} to {@code "19"} (Zaremba and Sutskever
 * 2014, at two digits). The carry makes every digit of the result depend on what stands right of
 * it.
 *
 * <p>There are 10,000 sums. A sum and its mirror, {@code "7+12"}, are always on the same side of
 * the split, so that a held-out sum was not seen the other way round either.
 */
public final class Addition {
  private static final int LIMIT = 100;

  private Addition() {}

  /**
   * Splits all sums.
   *
   * @param share of the sums to hold back, above 0 and below 1; met to one sum
   * @param seed of the order; the same seed gives the same split everywhere
   * @return both parts, each in the order of the seed
   * @throws IllegalArgumentException if a part would be empty
   */
  public static Pairs.Split split(double share, long seed) {
    List<int[]> unordered = new ArrayList<>();
    for (int a = 0; a < LIMIT; a++) {
      for (int b = a; b < LIMIT; b++) {
        unordered.add(new int[] {a, b});
      }
    }
    Random random = new Random(seed);
    Collections.shuffle(unordered, random);
    List<Pair> train = new ArrayList<>();
    List<Pair> validation = new ArrayList<>();
    long held = Math.round(share * LIMIT * LIMIT);
    for (int[] sum : unordered) {
      List<Pair> side = validation.size() < held ? validation : train;
      side.add(pair(sum[0], sum[1]));
      if (sum[0] != sum[1]) {
        side.add(pair(sum[1], sum[0]));
      }
    }
    // mirrors must not be neighbours in a batch
    Collections.shuffle(train, random);
    Collections.shuffle(validation, random);
    List<Pair> all = new ArrayList<>(train);
    all.addAll(validation);
    Pairs pairs = Pairs.of(all);
    return new Pairs.Split(pairs.with(train), pairs.with(validation));
  }

  private static Pair pair(int a, int b) {
    return new Pair(a + "+" + b, Integer.toString(a + b));
  }
}

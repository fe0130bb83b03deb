package e01_sequences;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The three tasks another way: contexts are looked for in a string, the recursion is written out as
 * a sum over the orders in whole numbers, and the mean is a quotient of sums.
 */
final class SequencesOracle {
  private SequencesOracle() {}

  static int[] followers(int[] text, int[] context, int vocabulary) {
    String all = letters(text);
    String before = letters(context);
    return IntStream.range(0, vocabulary)
        .map(w -> occurrences(all, before + letters(new int[] {w})))
        .toArray();
  }

  private static int occurrences(String text, String part) {
    int found = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      found++;
    }
    return found;
  }

  private static String letters(int[] symbols) {
    return new String(Arrays.stream(symbols).map(s -> 'a' + s).toArray(), 0, symbols.length);
  }

  /**
   * The recursion written out: the sum over k of {@code c_k(w) d_(k+1) ... d_n e_1 ... e_(k-1) V},
   * and {@code d_1 ... d_n}, over {@code V e_1 ... e_n}, with {@code e_k = c_k + d_k}; orders that
   * counted nothing are left out. In whole numbers, so that nothing is rounded before the end.
   */
  static double[] probabilities(int[][] followers) {
    int[][] rows =
        Arrays.stream(followers)
            .filter(row -> Arrays.stream(row).anyMatch(count -> count > 0))
            .toArray(int[][]::new);
    int v = followers[0].length;
    return IntStream.range(0, v).mapToDouble(w -> probability(rows, w, v)).toArray();
  }

  private static double probability(int[][] rows, int w, int v) {
    BigInteger numerator = product(rows, 0, rows.length, false);
    for (int k = 0; k < rows.length; k++) {
      numerator =
          numerator.add(
              BigInteger.valueOf((long) rows[k][w] * v)
                  .multiply(product(rows, 0, k, true))
                  .multiply(product(rows, k + 1, rows.length, false)));
    }
    BigInteger denominator = product(rows, 0, rows.length, true).multiply(BigInteger.valueOf(v));
    return numerator.doubleValue() / denominator.doubleValue();
  }

  /** The product of d, or of c + d, over some orders. */
  private static BigInteger product(int[][] rows, int from, int to, boolean withCounts) {
    BigInteger product = BigInteger.ONE;
    for (int[] row : Arrays.asList(rows).subList(from, to)) {
      long factor = Arrays.stream(row).mapToLong(c -> Math.min(c, 1)).sum();
      factor += withCounts ? Arrays.stream(row).asLongStream().sum() : 0;
      product = product.multiply(BigInteger.valueOf(factor));
    }
    return product;
  }

  /** The mean over the entries that count, found by going through all of them. */
  static double mean(DMatrixRMaj losses, int[] lengths) {
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < losses.getNumElements(); i++) {
      boolean counts = i / lengths.length < lengths[i % lengths.length];
      sum += counts ? losses.get(i) : 0;
      counted += counts ? 1 : 0;
    }
    return sum / counted;
  }

  /** The gradient as the change of the mean when one loss grows by 1: the mean is linear. */
  static DMatrixRMaj gradient(DMatrixRMaj losses, int[] lengths) {
    DMatrixRMaj gradient = new DMatrixRMaj(losses.numRows, losses.numCols);
    for (int i = 0; i < losses.getNumElements(); i++) {
      DMatrixRMaj unit = new DMatrixRMaj(losses.numRows, losses.numCols);
      unit.set(i, 1);
      gradient.set(i, mean(unit, lengths));
    }
    return gradient;
  }

  /** Symbols that depend on the one before, so that longer contexts matter. */
  static int[] text(Random random, int length, int vocabulary) {
    int[] text = new int[length];
    for (int i = 1; i < length; i++) {
      text[i] = (text[i - 1] + random.nextInt(2) * random.nextInt(3)) % vocabulary;
    }
    return text;
  }

  /** Whole numbers under 100, as counts are. */
  static DMatrixRMaj losses(Random random, int steps, int batch) {
    DMatrixRMaj losses = new DMatrixRMaj(steps, batch);
    for (int i = 0; i < losses.getNumElements(); i++) {
      losses.set(i, random.nextInt(100));
    }
    return losses;
  }
}

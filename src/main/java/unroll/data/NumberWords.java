package unroll.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Numbers in words, from English to German: {@code "three hundred twenty-one"} to {@code
 * "dreihunderteinundzwanzig"}. German says the ones before the tens, so a translator has to read
 * across: the smallest real case of two languages with different orders of words.
 *
 * <p>English is written without "and" (American use), German with ß.
 */
public final class NumberWords {
  /** There are words for the numbers below this one. */
  public static final int NUMBERS = 1000;

  private static final List<String> ENGLISH =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> ENGLISH_TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final List<String> GERMAN =
      List.of(
          "null",
          "ein",
          "zwei",
          "drei",
          "vier",
          "fünf",
          "sechs",
          "sieben",
          "acht",
          "neun",
          "zehn",
          "elf",
          "zwölf",
          "dreizehn",
          "vierzehn",
          "fünfzehn",
          "sechzehn",
          "siebzehn",
          "achtzehn",
          "neunzehn");
  private static final List<String> GERMAN_TENS =
      List.of(
          "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig");

  private NumberWords() {}

  /**
   * Returns a number in English words.
   *
   * @param number 0 to 999
   * @return such as "three hundred twenty-one"
   * @throws IllegalArgumentException if the number is out of range
   */
  public static String english(int number) {
    require(number);
    if (number >= 100) {
      String hundreds = ENGLISH.get(number / 100) + " hundred";
      return number % 100 == 0 ? hundreds : hundreds + " " + english(number % 100);
    }
    if (number < ENGLISH.size()) {
      return ENGLISH.get(number);
    }
    String tens = ENGLISH_TENS.get(number / 10 - 2);
    return number % 10 == 0 ? tens : tens + "-" + ENGLISH.get(number % 10);
  }

  /**
   * Returns a number in German words, in one word as German has it.
   *
   * @param number 0 to 999
   * @return such as "dreihunderteinundzwanzig"
   * @throws IllegalArgumentException if the number is out of range
   */
  public static String german(int number) {
    require(number);
    if (number >= 100) {
      String hundreds = GERMAN.get(number / 100) + "hundert";
      return number % 100 == 0 ? hundreds : hundreds + german(number % 100);
    }
    if (number < GERMAN.size()) {
      return number == 1 ? "eins" : GERMAN.get(number);
    }
    String tens = GERMAN_TENS.get(number / 10 - 2);
    return number % 10 == 0 ? tens : GERMAN.get(number % 10) + "und" + tens;
  }

  /**
   * Makes the pairs of all numbers from 0 to 999, in a random order.
   *
   * @param seed of the order
   * @return 1,000 pairs, English to German
   */
  public static Pairs of(long seed) {
    int[] order = IntStream.range(0, NUMBERS).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = NUMBERS - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return Pairs.of(IntStream.of(order).mapToObj(n -> new Pair(english(n), german(n))).toList());
  }

  private static void require(int number) {
    if (number < 0 || number >= NUMBERS) {
      throw new IllegalArgumentException("there are words for 0 to 999, not for " + number);
    }
  }
}

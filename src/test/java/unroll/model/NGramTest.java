package unroll.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.Corpus;
import unroll.house.Published;

class NGramTest {
  /** The same fractions in another order. */
  private static final double ROUNDING = 1e-12;

  /** Symbols: a 0, b 1, c 2. Counts: a 5, b 2, c 1; after a: b 2, c 1, a 1; after b: a 2. */
  private static final Corpus TEXT = Corpus.of("abacabaa");

  @Test
  void unigramIsThatComputedByHand() {
    // c = 8 characters, d = 3 different, so p(w) = (c(w) + 3/3) / (8 + 3)
    assertArrayEquals(
        new double[] {6 / 11.0, 3 / 11.0, 2 / 11.0},
        NGram.train(TEXT, 1).probabilities(),
        ROUNDING);
  }

  @Test
  @Published({"Witten and Bell 1991, method C", "Chen and Goodman 1998, section 2.5"})
  void bigramIsThatComputedByHand() {
    // after a: 4 followers (b c b a), 3 different: p(w|a) = (c(aw) + 3 p(w)) / 7
    assertArrayEquals(
        new double[] {(1 + 3 * 6 / 11.0) / 7, (2 + 3 * 3 / 11.0) / 7, (1 + 3 * 2 / 11.0) / 7},
        NGram.train(TEXT, 2).probabilities(0),
        ROUNDING);
  }

  @Test
  void trigramIsThatComputedByHand() {
    // after ba: 2 followers (c a), 2 different: p(w|ba) = (c(baw) + 2 p(w|a)) / 4
    double[] afterA = NGram.train(TEXT, 2).probabilities(0);
    assertArrayEquals(
        new double[] {(1 + 2 * afterA[0]) / 4, 2 * afterA[1] / 4, (1 + 2 * afterA[2]) / 4},
        NGram.train(TEXT, 3).probabilities(1, 0),
        ROUNDING);
  }

  @Test
  void anUnseenContextFallsBackToTheShorterOne() {
    // "cc" never occurred, "c" was followed by a once
    assertArrayEquals(
        NGram.train(TEXT, 2).probabilities(2), NGram.train(TEXT, 3).probabilities(2, 2), ROUNDING);
  }

  @Test
  void evaluationSkipsTheFirstCharacterAndAveragesTheRest() {
    NGram model = NGram.train(TEXT, 2);
    double ab = model.probabilities(0)[1];
    double ba = model.probabilities(1)[0];
    Corpus held = Corpus.of("aba", TEXT.vocabulary());
    assertEquals(-(Math.log(ab) + Math.log(ba)) / 2, model.evaluate(held), ROUNDING);
  }

  @Test
  void aModelHoldsThoseOfLowerOrders() {
    Corpus held = Corpus.of("cabbage".replace("ge", ""), TEXT.vocabulary());
    assertEquals(
        NGram.train(TEXT, 2).evaluate(held), NGram.train(TEXT, 5).evaluate(held, 2), ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7})
  void probabilitiesAddUpToOneInEveryContext(int order) {
    Corpus text = random(2000);
    NGram model = NGram.train(text, order);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 50; i++) {
      int[] context = random.ints(random.nextInt(9), 0, text.vocabulary().size()).toArray();
      assertEquals(1, Arrays.stream(model.probabilities(context)).sum(), ROUNDING);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6})
  void agreesWithCountingByHandInStrings(int order) {
    Corpus text = random(3000);
    Corpus.Split split = text.split(0.02);
    assertEquals(
        slow(split.train().text(), split.validation().text(), order, text.vocabulary().size()),
        NGram.train(split.train(), order).evaluate(split.validation()),
        ROUNDING);
  }

  /** The formula read off the paper, by searching the training text again and again. */
  private static double slow(String train, String held, int order, int v) {
    double nats = 0;
    for (int i = 1; i < held.length(); i++) {
      String context = held.substring(Math.max(0, i - order + 1), i);
      nats -= Math.log(slow(train, context, held.charAt(i), v));
    }
    return nats / (held.length() - 1);
  }

  private static double slow(String train, String context, char next, int v) {
    double lower = context.isEmpty() ? 1.0 / v : slow(train, context.substring(1), next, v);
    int all = 0;
    int hits = 0;
    StringBuilder different = new StringBuilder();
    for (int at = train.indexOf(context);
        at >= 0 && at + context.length() < train.length();
        at = train.indexOf(context, at + 1)) {
      char follower = train.charAt(at + context.length());
      all++;
      hits += follower == next ? 1 : 0;
      if (different.indexOf(String.valueOf(follower)) < 0) {
        different.append(follower);
      }
    }
    return all == 0 ? lower : (hits + different.length() * lower) / (all + different.length());
  }

  /** Letters that depend on the letter before, so that higher orders matter. */
  private static Corpus random(int length) {
    SplittableRandom random = new SplittableRandom(11);
    StringBuilder text = new StringBuilder();
    int last = 0;
    for (int i = 0; i < length; i++) {
      last = (last + random.nextInt(3) * random.nextInt(3)) % 9;
      text.append((char) ('a' + last));
    }
    return Corpus.of(text.toString());
  }

  @Test
  void anOrderBelowOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> NGram.train(TEXT, 0));
  }

  @Test
  void anotherVocabularyIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> NGram.train(TEXT, 1).evaluate(Corpus.of("xyz")));
  }
}

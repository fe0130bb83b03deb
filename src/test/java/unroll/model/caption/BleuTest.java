package unroll.model.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import unroll.house.Published;

class BleuTest {
  private static final double ROUNDING = 1e-12;

  private static Bleu of(int[] said, int... reference) {
    return Bleu.of(List.of(said), List.of(reference));
  }

  @Test
  void theReferenceItselfHasOne() {
    assertEquals(1, of(new int[] {2, 3, 4, 5, 6}, 2, 3, 4, 5, 6).score(), ROUNDING);
  }

  @Test
  @Published("Papineni et al. 2002, section 2.1, example 2: modified unigram precision 2/7")
  void aWordCountsAtMostAsOftenAsTheReferenceHasIt() {
    // the the the the the the the; the cat is on the mat
    Bleu bleu = of(new int[] {2, 2, 2, 2, 2, 2, 2}, 2, 3, 4, 5, 2, 6);
    assertEquals(2 / 7.0, bleu.precisions().get(0), ROUNDING);
  }

  @Test
  void oneWrongWordBreaksEveryGramThatHoldsIt() {
    // 7 of 8 words, 5 of 7 pairs, 3 of 6 triples, 1 of 5 fours
    Bleu bleu = of(new int[] {1, 2, 3, 4, 0, 6, 7, 8}, 1, 2, 3, 4, 5, 6, 7, 8);
    assertEquals(List.of(7 / 8.0, 5 / 7.0, 3 / 6.0, 1 / 5.0), bleu.precisions());
    assertEquals(Math.pow(7 * 5 * 3 / (8.0 * 7 * 6 * 5), 0.25), bleu.score(), ROUNDING);
  }

  @Test
  void tooShortSentencesArePunished() {
    assertEquals(
        Math.exp(1 - 8 / 5.0), of(new int[] {1, 2, 3, 4, 5}, 1, 2, 3, 4, 5, 6, 7, 8).brevity());
    assertEquals(1, of(new int[] {1, 2, 3, 4, 5}, 1, 2, 3).brevity());
  }

  @Test
  void withoutFourWordsInCommonItIsNothing() {
    assertEquals(0, of(new int[] {1, 2, 3}, 1, 2, 3).score());
  }

  @Test
  void nothingSaidCannotBeCompared() {
    assertEquals(
        "not one word was said: there is nothing to compare",
        assertThrows(IllegalArgumentException.class, () -> of(new int[0], 1, 2)).getMessage());
  }

  @Test
  void everySentenceNeedsItsReference() {
    assertEquals(
        "0 sentences cannot be compared with 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> Bleu.of(List.of(), List.<int[]>of(new int[] {1})))
            .getMessage());
  }
}

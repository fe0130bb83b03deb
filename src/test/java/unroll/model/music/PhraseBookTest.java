package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import unroll.data.Chord;

class PhraseBookTest {
  /** Chords with duration numbers, for example {@code Dmin7:1 G7:1 C:2}. */
  private static Tune tune(String text) {
    String[] words = text.split(" ");
    return new Tune(
        Stream.of(words)
            .mapToInt(word -> Chord.parse(word.split(":")[0]).orElseThrow().number())
            .toArray(),
        Stream.of(words).mapToInt(word -> Integer.parseInt(word.split(":")[1])).toArray());
  }

  private static final PhraseBook BOOK =
      PhraseBook.of(List.of(tune("C6:3 C6:3"), tune("F:4 Dmin7:1 G7:1 C:2 Bo:1")));

  @Test
  void phraseIsFoundInAnyKey() {
    assertEquals(
        new PhraseBook.Phrase(1, 3, 1, 1, 2), BOOK.longest(tune("A:1 Emin7:1 A7:1 D:2 D:2")));
  }

  @Test
  void chordCountsItsLongestPhrase() {
    // the first and the last alone have family and duration in common with a learned chord
    assertArrayEquals(new int[] {1, 3, 3, 3, 1}, BOOK.copied(tune("A:2 Emin7:1 A7:1 D:2 D:2")));
  }

  @Test
  void otherDurationIsAnotherPhrase() {
    assertArrayEquals(new int[] {1, 0, 1}, BOOK.copied(tune("Dmin7:1 G7:2 C:2")));
  }

  @Test
  void otherFamilyIsAnotherPhrase() {
    assertArrayEquals(new int[] {1, 0, 1}, BOOK.copied(tune("Dmin7:1 Gmin:1 C:2")));
  }

  @Test
  void otherStepIsAnotherPhrase() {
    assertArrayEquals(new int[] {1, 2, 2}, BOOK.copied(tune("Dmin7:1 Ab7:1 Db:2")));
  }

  @Test
  void noveltyIsTheShareOfPhrasesThatAreNotThere() {
    Tune written = tune("Emin7:1 A7:1 D:2 D:2");
    assertEquals(1 / 3.0, BOOK.novelty(written, 2), 1e-12);
    assertEquals(0, BOOK.novelty(written, 1), 1e-12);
    assertEquals(1, BOOK.novelty(written, 4), 1e-12);
  }

  @Test
  void copyOfALearnedTuneIsNotNewAtAll() {
    Tune copy = Songbook.transposed(tune("F:4 Dmin7:1 G7:1 C:2 Bo:1"), 7);
    assertEquals(new PhraseBook.Phrase(0, 5, 1, 0, 7), BOOK.longest(copy));
    assertEquals(0, BOOK.novelty(copy, 5), 1e-12);
  }

  @Test
  void nothingInCommonIsAPhraseOfNoLength() {
    assertEquals(0, BOOK.longest(tune("Dmin6:1")).length());
  }

  @Test
  void phrasesLongerThanTheTuneAreRefused() {
    assertEquals(
        "a tune of 2 chords has no phrase of 3",
        assertThrows(IllegalArgumentException.class, () -> BOOK.novelty(tune("C:1 C:1"), 3))
            .getMessage());
  }
}

package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void numbersFollowTheOrderOfCodePoints() {
    assertEquals("ehlo", Vocabulary.of("hello").characters());
  }

  @Test
  void sameCharactersGiveTheSameNumbersWhateverTheText() {
    assertEquals(Vocabulary.of("hello"), Vocabulary.of("ole holle".replace(" ", "")));
  }

  @Test
  void aCharacterOutsideTheBasicPlaneIsOneSymbol() {
    Vocabulary vocabulary = Vocabulary.of("a\uD83D\uDE00é");
    assertArrayEquals(new int[] {2, 0, 1}, vocabulary.encode("\uD83D\uDE00aé"));
  }

  @Test
  void decodingGivesTheTextBack() {
    String text = "Brüder,\n\uD83C\uDFB5 überm Sternenzelt";
    Vocabulary vocabulary = Vocabulary.of(text);
    assertEquals(text, vocabulary.decode(vocabulary.encode(text)));
  }

  @Test
  void itsCharactersAreAllThereIsToSave() {
    Vocabulary vocabulary = Vocabulary.of("zebra \uD83D\uDE00");
    assertEquals(vocabulary, Vocabulary.of(vocabulary.characters()));
  }

  @Test
  void anUnknownCharacterIsNamedWithItsPlace() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Vocabulary.of("hello").encode("hole\uD83D\uDE00"));
    assertEquals(
        "character '\uD83D\uDE00' (U+1F600) at place 5 is not among the 4 characters of the"
            + " vocabulary",
        e.getMessage());
  }

  @Test
  void anUnknownControlCharacterIsNamedByNumber() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.of("hello").encode("h\n"));
    assertEquals(
        "character U+000A at place 2 is not among the 4 characters of the vocabulary",
        e.getMessage());
  }

  @Test
  void aSymbolOutOfRangeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.of("hello").decode(4));
  }

  @Test
  void anEmptyTextHasNoVocabulary() {
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(""));
  }
}

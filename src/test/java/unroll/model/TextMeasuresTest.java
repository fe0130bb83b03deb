package unroll.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextMeasuresTest {
  private static final String PLAY =
      "FIRST WITCH:\nWhen shall we three meet again?\n\nLADY MACBETH:\nOut, damned spot!\n\n"
          + "MACBETH:\nShe should have died hereafter, 'tis said; and I'll go.\n";

  private static final TextMeasures MEASURES = TextMeasures.against(PLAY);

  @Test
  void aSpeechBeginsWithANameAndAColonOnALineOfTheirOwn() {
    String text =
        "cut off.\n\nMACBETH:\nOut.\n\nOut, spot\nI say.\n\nFirst Lord:\nNo.\n\nmac:\nNo.\n";
    assertEquals(2 / 4.0, MEASURES.speakerFormat(text));
  }

  @Test
  void aLineThatGoesOnBehindTheColonIsNoSpeaker() {
    assertEquals(0, MEASURES.speakerFormat(".\n\nMACBETH: Out.\nOut.\n\nTo be, or not:\nto be\n"));
  }

  @Test
  void whatIsCutOffAtTheEndIsNotJudged() {
    assertEquals(1, MEASURES.speakerFormat("\n\nMACBETH:\nOut.\n\nLADY MACB"));
  }

  @Test
  void aTextWithoutSpeechesKeepsNoFormat() {
    assertEquals(0, MEASURES.speakerFormat("Out, damned spot!\n"));
    assertEquals(0, MEASURES.knownSpeakers("Out, damned spot!\n"));
  }

  @Test
  void speakersOfThePlayAreKnown() {
    String text = "\n\nMACBETH:\nOut.\n\nHAMLET:\nOut.\n\nLADY MACBETH:\nOut.\n\nno name\nOut.\n";
    assertEquals(2 / 3.0, MEASURES.knownSpeakers(text), 1e-15);
  }

  @Test
  void wordsAreKnownWhateverTheirCapitals() {
    assertEquals(3 / 4.0, MEASURES.knownWords("out, DAMNED\nSpot! zounds"));
  }

  @Test
  void anApostropheBelongsToAWordOnlyBetweenLetters() {
    assertEquals(1, MEASURES.knownWords("'Tis 'said' I'll '"));
    assertEquals(0, MEASURES.knownWords("ill"));
  }

  @Test
  void noWordsAreNoKnownWords() {
    assertEquals(0, MEASURES.knownWords(" -- \n"));
  }

  @Test
  void commasAreCountedPerHundredCharacters() {
    assertEquals(30, TextMeasures.commas("a,b, ,cdef"));
    assertEquals(0, TextMeasures.commas(""));
  }

  @Test
  void aRunIsAsLongAsItIsCopied() {
    // "shall we three" is 14 characters of the play
    int[] runs = MEASURES.copied("xxshall we threexx");
    int[] expected = new int[18];
    java.util.Arrays.fill(expected, 2, 16, 14);
    assertArrayEquals(expected, runs);
  }

  @Test
  void overlappingRunsEachKeepTheLonger() {
    // the first twelve are one run, the last eleven another
    int[] runs = TextMeasures.against("0123456789ab...56789abcdef").copied("0123456789abcdef");
    assertArrayEquals(
        new int[] {12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 11, 11, 11, 11}, runs);
  }

  @Test
  void aShortRunIsNotCopying() {
    assertEquals(0, MEASURES.memorised("we thre", 8));
    assertEquals(1, MEASURES.memorised("we three", 8));
  }

  @Test
  void copiedRunsAgreeWithAPlainSearch() {
    SplittableRandom random = new SplittableRandom(3);
    String training = letters(random, 2000);
    String text = letters(random, 300) + training.substring(500, 540) + letters(random, 60);
    int[] expected = new int[text.length()];
    for (int from = 0; from < text.length(); from++) {
      for (int to = from + 8; to <= text.length(); to++) {
        if (training.contains(text.substring(from, to))) {
          for (int i = from; i < to; i++) {
            expected[i] = Math.max(expected[i], to - from);
          }
        }
      }
    }
    assertArrayEquals(expected, TextMeasures.against(training).copied(text));
  }

  /** Two letters only, so that runs of eight and more occur by chance. */
  private static String letters(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(3) == 0 ? 'b' : 'a');
    }
    return text.toString();
  }

  @Test
  void aTextShorterThanARunHasNothingToCopyFrom() {
    assertEquals(0, TextMeasures.against("short").memorised("short", 8));
    assertEquals(0, TextMeasures.against("").memorised("", 8));
  }

  @Test
  void runsTooShortToMeanAnythingAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> MEASURES.memorised("text", 7))
            .getMessage();
    assertEquals("a run of 7 characters is too short, take 8 or more", message);
  }
}

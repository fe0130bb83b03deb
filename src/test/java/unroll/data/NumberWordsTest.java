package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, zero, null",
    "1, one, eins",
    "12, twelve, zwölf",
    "16, sixteen, sechzehn",
    "17, seventeen, siebzehn",
    "21, twenty-one, einundzwanzig",
    "30, thirty, dreißig",
    "66, sixty-six, sechsundsechzig",
    "77, seventy-seven, siebenundsiebzig",
    "100, one hundred, einhundert",
    "101, one hundred one, einhunderteins",
    "321, three hundred twenty-one, dreihunderteinundzwanzig",
    "999, nine hundred ninety-nine, neunhundertneunundneunzig"
  })
  void numbersAreSpelledAsPeopleDo(int number, String english, String german) {
    assertEquals(
        english + " = " + german, NumberWords.english(number) + " = " + NumberWords.german(number));
  }

  @Test
  void noTwoNumbersHaveTheSameWords() {
    Pairs pairs = NumberWords.of(1);
    assertEquals(1000, pairs.list().stream().map(Pair::source).distinct().count());
    assertEquals(1000, pairs.list().stream().map(Pair::target).distinct().count());
  }

  @Test
  void aSeedGivesTheSameOrder() {
    assertEquals(NumberWords.of(7), NumberWords.of(7));
  }

  @Test
  void numbersWithoutWordsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> NumberWords.german(1000));
    assertThrows(IllegalArgumentException.class, () -> NumberWords.english(-1));
  }
}

package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsTest {
  /** Sources of a, b; targets of x, y, so that the boundary is 2. */
  private static final Pairs PAIRS =
      Pairs.of(List.of(new Pair("ab", "y"), new Pair("a", ""), new Pair("bba", "xy")));

  private static Set<String> sources(Pairs pairs) {
    return pairs.list().stream().map(Pair::source).collect(Collectors.toSet());
  }

  @Test
  void sourcesStandStepAfterStepWithZeroBehindTheEnds() {
    assertArrayEquals(new int[] {0, 0, 1, 1, 0, 1, 0, 0, 0}, PAIRS.all().sources());
  }

  @Test
  void lengthsAreThoseOfTheSources() {
    assertArrayEquals(new int[] {2, 1, 3}, PAIRS.all().lengths());
  }

  @Test
  void inputsBeginWithTheBoundary() {
    assertArrayEquals(new int[] {2, 2, 2, 1, 2, 0, 2, 2, 1}, PAIRS.all().inputs());
  }

  @Test
  void targetsEndWithTheBoundaryAndAreMaskedBehindIt() {
    assertArrayEquals(new int[] {1, 2, 0, 2, -1, 1, -1, -1, 2}, PAIRS.all().targets());
  }

  @Test
  void aBatchIsAsLongAsItsLongestPair() {
    PairBatch batch = PAIRS.batch(1, 0);
    assertArrayEquals(
        new int[] {2, 2, 2}, new int[] {batch.batch(), batch.sourceSteps(), batch.targetSteps()});
  }

  @Test
  void aPairThatIsTooLongIsNamed() {
    assertEquals(
        "pair \"bba\" to \"xy\" needs 3 and 3 steps, there are 3 and 2",
        assertThrows(IllegalArgumentException.class, () -> PAIRS.padded(3, 2, 2)).getMessage());
  }

  @Test
  void anEmptySourceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Pair("", "x"));
  }

  @Test
  void aPairThatWasSeenIsNotHeldOut() {
    Pairs.Split split =
        Pairs.of(
                List.of(
                    new Pair("a", "x"), new Pair("b", "x"), new Pair("a", "y"), new Pair("c", "x")))
            .split(0.5);
    assertEquals(List.of(new Pair("c", "x")), split.validation().list());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "-0.5", "NaN"})
  void aShareThatLeavesNothingIsRefused(double share) {
    assertThrows(IllegalArgumentException.class, () -> PAIRS.split(share));
  }

  @Test
  void additionHasAllSumsOnce() {
    Pairs.Split split = Addition.split(0.2, 3);
    Set<String> all = new HashSet<>(sources(split.train()));
    all.addAll(sources(split.validation()));
    assertEquals(10_000, all.size());
    assertEquals(10_000, split.train().size() + split.validation().size());
  }

  @Test
  void additionHoldsBackTheShareToOneSum() {
    assertEquals(2_000, Addition.split(0.2, 3).validation().size(), 1);
  }

  @Test
  void aHeldOutSumWasNotSeenTheOtherWayRound() {
    Pairs.Split split = Addition.split(0.2, 3);
    Set<String> seen = sources(split.train());
    for (String held : sources(split.validation())) {
      String[] ab = held.split("\\+");
      assertFalse(seen.contains(ab[1] + "+" + ab[0]), held);
    }
  }

  @Test
  void everySumIsRight() {
    for (Pair pair : Addition.split(0.2, 3).train().list()) {
      String[] ab = pair.source().split("\\+");
      assertEquals(
          Integer.parseInt(ab[0]) + Integer.parseInt(ab[1]), Integer.parseInt(pair.target()));
    }
  }

  @Test
  void theSameSeedSplitsTheSame() {
    assertEquals(Addition.split(0.2, 3), Addition.split(0.2, 3));
  }

  @Test
  void anotherSeedSplitsOtherwise() {
    assertNotEquals(
        sources(Addition.split(0.2, 3).validation()), sources(Addition.split(0.2, 4).validation()));
  }

  @Test
  void reversedWordsAreMirrored() {
    for (Pair pair : Reversal.of(200, 5, 1, 6, 1).list()) {
      assertEquals(pair.source(), new StringBuilder(pair.target()).reverse().toString());
    }
  }

  @Test
  void noWordComesTwice() {
    assertEquals(200, sources(Reversal.of(200, 5, 1, 6, 1)).size());
  }

  @Test
  void moreWordsThanThereAreAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Reversal.of(100, 2, 1, 5, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DAY_MONTH_YEAR|3 May 1979",
        "MONTH_DAY_YEAR|May 3, 1979",
        "SHORT_MONTH|03 May 1979",
        "WEEKDAY|Thursday, 3 May 1979",
        "NUMBERS|3.5.1979",
        "YEAR_FIRST|1979 May 3",
        "ORDINAL|the 3rd of may, 1979"
      })
  void everyFormatWritesTheDate(Dates.Format format, String expected) {
    assertEquals(expected, format.write(LocalDate.of(1979, 5, 3)));
  }

  @ParameterizedTest
  @CsvSource({"1,st", "2,nd", "3,rd", "4,th", "11,th", "12,th", "13,th", "21,st", "22,nd", "31,st"})
  void ordinalsAreEnglish(int day, String suffix) {
    assertEquals(
        "the " + day + suffix + " of january, 2000",
        Dates.Format.ORDINAL.write(LocalDate.of(2000, 1, day)));
  }

  @Test
  void noDayComesTwice() {
    Pairs dates = Dates.of(5_000, 1);
    assertEquals(5_000, dates.list().stream().map(Pair::target).distinct().count());
  }

  @Test
  void datesAreTheSameUnderEveryLocale() {
    Locale before = Locale.getDefault();
    Pairs expected = Dates.of(500, 1);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(expected, Dates.of(500, 1));
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertEquals(expected, Dates.of(500, 1));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aSeedGivesTheSameDatesEverywhere() {
    assertEquals(
        List.of(
            new Pair("30 September 1990", "1990-09-30"),
            new Pair("2005 May 12", "2005-05-12"),
            new Pair("9 April 2039", "2039-04-09")),
        Dates.of(3, 1).list());
  }

  @Test
  void moreDatesAreTheSameAndThenOthers() {
    assertEquals(Dates.of(3, 1).list(), Dates.of(100, 1).list().subList(0, 3));
  }

  @Test
  void worldDatesAreReadAsTheyAreWritten() throws IOException {
    Pairs dates = Pairs.read(Path.of("datasets/pairs/world-dates.tsv"));
    assertEquals(8000, dates.size());
    assertTrue(
        dates.list().stream().allMatch(pair -> pair.target().matches("\\d{4}-\\d\\d-\\d\\d")));
  }

  @Test
  void whatStandsBehindASecondTabIsANote(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("pairs.tsv"), "ab\tc\tnote\tmore\n");
    assertEquals(List.of(new Pair("ab", "c")), Pairs.read(file).list());
  }

  @Test
  void lineWithoutATabIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("pairs.tsv"), "a\tb\nno tab\n");
    assertEquals(
        file + ", line 2: no tab between source and target",
        assertThrows(IllegalArgumentException.class, () -> Pairs.read(file)).getMessage());
  }

  @Test
  void emptyFileIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("pairs.tsv"), "");
    assertEquals(
        file + " holds no pair",
        assertThrows(IllegalArgumentException.class, () -> Pairs.read(file)).getMessage());
  }
}

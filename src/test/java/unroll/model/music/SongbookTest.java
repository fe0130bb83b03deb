package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import unroll.data.Chord;
import unroll.data.ChordChart;

class SongbookTest {
  private static final double ROUNDING = 1e-12;

  private static List<ChordChart> charts() throws IOException {
    return ChordChart.read(Path.of("datasets/music/jazz-chords-1929.tsv"));
  }

  /** The intervals between roots: the same in every key. */
  private static String steps(Tune tune) {
    StringBuilder steps = new StringBuilder();
    for (int t = 1; t < tune.length(); t++) {
      int up = Chord.of(tune.chords()[t]).root() - Chord.of(tune.chords()[t - 1]).root();
      steps.append(Math.floorMod(up, 12)).append(' ');
    }
    return steps.toString();
  }

  @Test
  void noKeyOfAHeldOutTuneIsLearned() throws IOException {
    Songbook book = Songbook.of(charts(), 22, 1929);
    Set<String> learned =
        book.draw(2000, new SplittableRandom(1)).stream()
            .map(SongbookTest::steps)
            .collect(Collectors.toSet());
    assertEquals(90, learned.size());
    assertTrue(book.heldOut().stream().map(SongbookTest::steps).noneMatch(learned::contains));
  }

  @Test
  void everyTuneIsOnOneSide() throws IOException {
    Songbook book = Songbook.of(charts(), 22, 3);
    assertEquals(
        charts().stream().mapToInt(chart -> chart.changes().size()).sum(),
        Stream.concat(book.train().stream(), book.heldOut().stream()).mapToInt(Tune::length).sum());
    assertEquals(22, book.heldOut().size());
  }

  @Test
  void aPartIsCutOutOfATune() {
    Tune part = new Tune(new int[] {5, 6, 7, 8}, new int[] {1, 2, 3, 4}).part(1, 3);
    assertArrayEquals(new int[] {6, 7}, part.chords());
    assertArrayEquals(new int[] {2, 3}, part.durations());
  }

  @Test
  void aTuneHasNoPartBeyondItsEnds() {
    Tune tune = new Tune(new int[] {5, 6}, new int[] {1, 2});
    for (int[] ends : new int[][] {{-1, 1}, {0, 3}, {2, 1}}) {
      assertThrows(IllegalArgumentException.class, () -> tune.part(ends[0], ends[1]));
    }
  }

  @Test
  void aTuneIsWrittenAsItsChartHasIt() throws IOException {
    List<ChordChart> two = charts().subList(0, 2);
    Songbook book = Songbook.of(two, 1, 1);
    assertEquals(
        Set.of(two.get(0).changes(), two.get(1).changes()),
        Set.of(book.changes(book.train().get(0)), book.changes(book.heldOut().get(0))));
  }

  @Test
  void aTuneIsItsChordsAndDurationsByNumber() {
    ChordChart chart =
        new ChordChart(
            "a",
            "",
            1920,
            "C",
            "4/4",
            List.of(
                new ChordChart.Change(new Chord(2, Chord.Family.MINOR_SEVENTH), 4),
                new ChordChart.Change(new Chord(7, Chord.Family.SEVENTH), 2)));
    ChordChart other = new ChordChart("b", "", 1920, "C", "4/4", chart.changes());
    Songbook book = Songbook.of(List.of(chart, other), 1, 1);
    assertArrayEquals(new int[] {2, 4}, book.beats());
    assertArrayEquals(new int[] {1, 0}, book.train().get(0).durations());
    assertEquals(
        "Dmin7 G7",
        Arrays.stream(book.train().get(0).chords())
            .mapToObj(number -> Chord.of(number).toString())
            .collect(Collectors.joining(" ")));
  }

  @Test
  void twoChartsOfOneTuneAreRefused() throws IOException {
    List<ChordChart> twice = List.of(charts().get(0), charts().get(1), charts().get(0));
    assertEquals(
        "two charts have the same title: one might be learned and the other held out",
        assertThrows(IllegalArgumentException.class, () -> Songbook.of(twice, 1, 1)).getMessage());
  }

  @Test
  void allTunesCannotBeHeldOut() throws IOException {
    List<ChordChart> two = charts().subList(0, 2);
    assertEquals(
        "of 2 tunes 2 cannot be held out",
        assertThrows(IllegalArgumentException.class, () -> Songbook.of(two, 2, 1)).getMessage());
  }

  @Test
  void twelveSemitonesUpAreWhereOneStarted() throws IOException {
    Tune tune = Songbook.of(charts(), 1, 1).heldOut().get(0);
    assertArrayEquals(tune.chords(), Songbook.transposed(tune, 12).chords());
  }

  @Test
  void countsOfPiecesAreThoseOfTheWittenBellFormula() {
    // Followers of nothing: 0 three times, 1 once; p(0) = (3 + 2 / 2) / (4 + 2) = 2/3.
    SymbolCounts counts = SymbolCounts.of(List.of(new int[] {0, 0}, new int[] {0, 1}), 2, 1);
    assertEquals(
        -(Math.log(2 / 3.0) + Math.log(1 / 3.0)) / 2,
        counts.evaluate(List.of(new int[] {1, 0, 1}, new int[] {1}), 1),
        ROUNDING);
  }

  @Test
  void aSymbolBeyondTheCountedOnesIsRefused() {
    SymbolCounts counts = SymbolCounts.of(List.of(new int[] {0, 1}), 2, 1);
    assertThrows(
        IllegalArgumentException.class, () -> counts.evaluate(List.of(new int[] {0, 2}), 1));
  }
}

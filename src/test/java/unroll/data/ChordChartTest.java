package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChordChartTest {
  private static final Path SHIPPED = Path.of("datasets/music/jazz-chords-1929.tsv");
  private static final String HEADER = "title\tcomposer\tyear\tkey\tmeter\tsections\n";

  @TempDir Path temp;

  private String refused(String content) throws IOException {
    Path file = Files.writeString(temp.resolve("charts.tsv"), content);
    String message =
        assertThrows(IllegalArgumentException.class, () -> ChordChart.read(file)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.startsWith(file.toString()), message);
    return message.substring(file.toString().length());
  }

  @Test
  void theShippedChartsAreReadWhole() throws IOException {
    List<ChordChart> charts = ChordChart.read(SHIPPED);
    assertEquals(112, charts.size());
    assertEquals(4636, charts.stream().mapToInt(chart -> chart.changes().size()).sum());
  }

  @Test
  void everyShippedTuneIsOfPublicDomainYears() throws IOException {
    assertTrue(ChordChart.read(SHIPPED).stream().allMatch(chart -> chart.year() <= 1929));
  }

  @Test
  void aChartIsReadInOrder() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("one.tsv"),
            HEADER + "T\tC\t1920\tBb\t3/4\tA| Ebmaj7:3 C7/E:6 B2| F#ø7:1\n");
    ChordChart chart = ChordChart.read(file).get(0);
    assertEquals(
        "[Change[chord=Ebmaj7, beats=3], Change[chord=C7, beats=6], Change[chord=Gbø, beats=1]]",
        chart.changes().toString());
    assertEquals("3/4", chart.meter());
  }

  @Test
  void anUnknownChordIsNamedWithItsLine() throws IOException {
    assertEquals(
        ", line 2: \"Hmin7\" is no known chord",
        refused(HEADER + "T\tC\t1920\tBb\t4/4\tA| Hmin7:4\n"));
  }

  @Test
  void beatsThatAreNoneAreNamed() throws IOException {
    assertEquals(
        ", line 2: chord:beats was expected, beats from 1 to 999, not \"C7:0\"",
        refused(HEADER + "T\tC\t1920\tBb\t4/4\tA| C7:0\n"));
  }

  @Test
  void aMissingColumnIsNoticed() throws IOException {
    assertEquals(
        ", line 2: title, composer, year, key, meter and sections were expected, not 5 columns",
        refused(HEADER + "T\tC\t1920\t4/4\tA| C7:4\n"));
  }

  @Test
  void aFileWithoutTunesIsRefused() throws IOException {
    assertTrue(refused(HEADER).contains("holds no chord chart"));
  }

  @Test
  void truncatedChartsAreReadOrRefusedInOneLine() throws IOException {
    byte[] whole = Files.readAllBytes(SHIPPED);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      byte[] part = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
      Path file = Files.write(temp.resolve("cut.tsv"), part);
      try {
        assertTrue(ChordChart.read(file).size() <= 112);
      } catch (IllegalArgumentException refused) {
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
      }
    }
  }

  @Test
  void randomBytesAreRefusedInOneLine() throws IOException {
    byte[] bytes = new byte[2000];
    new java.util.Random(7).nextBytes(bytes);
    refused(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Test
  void aTransposedChordKeepsItsFamily() {
    Chord chord = Chord.parse("Bbmin7").orElseThrow();
    assertEquals(Chord.parse("Cmin7"), Optional.of(chord.transposed(2)));
    assertEquals(chord, chord.transposed(-12));
  }

  @Test
  void everyChordHasItsOwnNumberAndName() {
    for (int number = 0; number < Chord.COUNT; number++) {
      Chord chord = Chord.of(number);
      assertEquals(number, chord.number());
      assertEquals(Optional.of(chord), Chord.parse(chord.toString()));
    }
  }

  @Test
  void aDominantSeventhOnGSoundsGBDF() {
    assertArrayEquals(new int[] {7, 11, 2, 5}, Chord.parse("G7").orElseThrow().pitchClasses());
  }

  @Test
  void whatIsNoChordIsNotParsed() {
    for (String symbol : List.of("", "x", " ", "h7", "C7x", "b", "/E")) {
      assertEquals(Optional.empty(), Chord.parse(symbol), symbol);
    }
  }
}

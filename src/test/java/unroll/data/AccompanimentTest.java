package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unroll.data.ChordChart.Change;

class AccompanimentTest {
  private static Change change(String symbol, int beats) {
    return new Change(Chord.parse(symbol).orElseThrow(), beats);
  }

  /** Start and pitch of each note, in beats. */
  private static String heard(Score.Part part) {
    return part.notes().stream()
        .map(note -> note.from() / Accompaniment.TICKS + ":" + note.pitch())
        .collect(Collectors.joining(" "));
  }

  private static Score.Part part(Score score, String name) {
    return score.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bassHasRootAndFifthOnTheStrongBeats() {
    Score score = Accompaniment.of("x", List.of(change("C", 4), change("Go", 2)), 4);
    assertEquals("0:36 2:43 4:43", heard(part(score, "bass")));
  }

  @Test
  void diminishedChordsHaveTheirOwnFifth() {
    Score score = Accompaniment.of("x", List.of(change("Go", 4)), 4);
    assertEquals("0:43 2:37", heard(part(score, "bass")));
  }

  @Test
  void waltzHasOneStrongBeat() {
    Score score = Accompaniment.of("x", List.of(change("C", 6)), 3);
    assertEquals("0:36 3:43", heard(part(score, "bass")));
  }

  @Test
  void chordOfOneBeatIsHeardWhole() {
    Score score = Accompaniment.of("x", List.of(change("C", 1)), 4);
    assertEquals("0:36", heard(part(score, "bass")));
    assertEquals(3, part(score, "chords").notes().size());
  }

  @Test
  void chordsMoveLittle() {
    Score score = Accompaniment.of("x", List.of(change("C", 2), change("F", 2)), 4);
    // G C E: the inversion whose middle, 59 2/3, is nearest to 60; then A C F, three keys nearby
    assertEquals("1:55 1:60 1:64 3:57 3:60 3:65", heard(part(score, "chords")));
  }

  @Test
  void eachChordSoundsItsOwnTones() {
    for (int number = 0; number < Chord.COUNT; number++) {
      Chord chord = Chord.of(number);
      Score score = Accompaniment.of("x", List.of(new Change(chord, 2)), 4);
      int[] expected = IntStream.of(chord.pitchClasses()).sorted().toArray();
      int[] heard =
          part(score, "chords").notes().stream()
              .mapToInt(note -> note.pitch() % 12)
              .sorted()
              .toArray();
      assertArrayEquals(expected, heard, chord::toString);
    }
  }

  @Test
  void everyShippedChartFitsIntoAMidiFileAndLastsAsLongAsItsBeats() throws IOException {
    for (ChordChart chart : ChordChart.read(Path.of("datasets/music/jazz-chords-1929.tsv"))) {
      int beats = chart.changes().stream().mapToInt(Change::beats).sum();
      MidiFile file = MidiFile.of(Accompaniment.of(chart.title(), chart.changes(), 4)).tempo(60);
      assertEquals(beats, file.seconds(), 1.1, chart.title());
    }
  }

  @Test
  void nothingToPlayIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Accompaniment.of("x", List.of(), 4))
            .getMessage();
    assertTrue(message.endsWith("nothing to play"), message);
  }

  @Test
  void handsKeepApart() {
    Score score = Accompaniment.of("x", List.of(change("B", 4), change("Bb", 4)), 4);
    int highestBass =
        part(score, "bass").notes().stream().mapToInt(Score.Note::pitch).max().orElseThrow();
    int lowestChord = Arrays.stream(lowest(part(score, "chords"))).min().orElseThrow();
    assertTrue(highestBass < lowestChord, highestBass + " " + lowestChord);
  }

  private static int[] lowest(Score.Part part) {
    return part.notes().stream().mapToInt(Score.Note::pitch).toArray();
  }
}

package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.data.MidiFile.Instrument;
import unroll.data.Score.Note;
import unroll.data.Score.Part;

class MidiFileTest {
  @TempDir Path temp;

  private static Score score(Note... notes) {
    return new Score("x", 96, 3, List.of(new Part("tune", List.of(notes))));
  }

  /** A key struck again on the tick of its release, two voices, a name beyond ASCII. */
  private static Score two() {
    return new Score(
        "x",
        96,
        3,
        List.of(
            new Part("Flöte", List.of(new Note(0, 96, 72), new Note(96, 144, 72))),
            new Part("bass", List.of(new Note(0, 1, 0), new Note(50_000, 50_001, 127)))));
  }

  private Score read(MidiFile written) throws IOException {
    written.write(temp.resolve("x.mid"));
    return Score.read(temp.resolve("x.mid"));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    assertEquals(two().parts(), read(MidiFile.of(two())).parts());
  }

  @Test
  void ticksAndMeterAreReadAgain() throws IOException {
    Score score = read(MidiFile.of(two()));
    assertEquals("96 3", score.ticksPerQuarter() + " " + score.beatsPerBar());
  }

  static Stream<Path> rags() throws IOException {
    return Files.list(Path.of("datasets/music/ragtime")).sorted();
  }

  @ParameterizedTest
  @MethodSource("rags")
  void eachRagComesBackNoteByNote(Path rag) throws IOException {
    Score score = Score.read(rag);
    assertEquals(score.parts(), read(MidiFile.of(score)).parts());
  }

  @Test
  void fifteenPartsKeepOffTheDrums() throws Exception {
    List<Part> parts = Collections.nCopies(15, new Part("p", List.of(new Note(0, 10, 60))));
    Sequence sequence =
        MidiSystem.getSequence(
            new ByteArrayInputStream(MidiFile.of(new Score("x", 96, 4, parts)).bytes()));
    List<Integer> channels = new ArrayList<>();
    for (Track track : sequence.getTracks()) {
      for (int i = 0; i < track.size(); i++) {
        if (track.get(i).getMessage() instanceof ShortMessage key
            && key.getCommand() == ShortMessage.NOTE_ON) {
          channels.add(key.getChannel());
        }
      }
    }
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15), channels);
  }

  @Test
  void tempoSaysHowLongItLasts() throws Exception {
    MidiFile file = MidiFile.of(score(new Note(0, 96, 60), new Note(96, 288, 62))).tempo(90);
    assertEquals(2.0, file.seconds(), 1e-12);
    assertEquals(
        2_000_000,
        MidiSystem.getSequence(new ByteArrayInputStream(file.bytes())).getMicrosecondLength(),
        10);
  }

  @Test
  void voiceIsWritten() throws Exception {
    byte[] bytes =
        MidiFile.of(score(new Note(0, 96, 60))).voice(0, Instrument.CLARINET, 99).bytes();
    Track track = MidiSystem.getSequence(new ByteArrayInputStream(bytes)).getTracks()[1];
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < track.size(); i++) {
      if (track.get(i).getMessage() instanceof ShortMessage key) {
        keys.add(key.getCommand() + " " + key.getData1() + " " + key.getData2());
      }
    }
    assertEquals(List.of("192 71 0", "144 60 99", "128 60 0"), keys);
  }

  @Test
  void sameScoreMakesTheSameBytes() {
    assertArrayEquals(MidiFile.of(two()).bytes(), MidiFile.of(two()).bytes());
  }

  @Test
  void nothingButTheFileIsLeftInTheFolder() throws IOException {
    read(MidiFile.of(two()));
    read(MidiFile.of(two()));
    try (Stream<Path> left = Files.list(temp)) {
      assertEquals(List.of(temp.resolve("x.mid")), left.toList());
    }
  }

  @Test
  void whatCannotBeReplacedLeavesNoDraft() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("x.mid").resolve("full")).getParent();
    assertThrows(IOException.class, () -> MidiFile.of(two()).write(folder));
    try (Stream<Path> left = Files.list(temp)) {
      assertEquals(List.of(folder), left.toList());
    }
  }

  static Stream<Note> unsayable() {
    return Stream.of(
        new Note(0, 96, -1), new Note(0, 96, 128), new Note(-1, 96, 60), new Note(5, 5, 60));
  }

  @ParameterizedTest
  @MethodSource("unsayable")
  void whatMidiCannotSayIsRefused(Note note) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> MidiFile.of(score(note))).getMessage();
    assertTrue(message.startsWith("part 'tune' has Note"), message);
  }

  @Test
  void keyThatIsStillDownCannotBeStruck() {
    Score score = score(new Note(0, 96, 60), new Note(95, 100, 60));
    String message =
        assertThrows(IllegalArgumentException.class, () -> MidiFile.of(score)).getMessage();
    assertTrue(message.startsWith("part 'tune' strikes while it still sounds: Note"), message);
  }

  @Test
  void tempoVoiceAndPartsAreChecked() {
    MidiFile file = MidiFile.of(two());
    Score empty = new Score("x", 96, 4, List.of());
    for (var wrong :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> file.tempo(9),
            () -> file.tempo(Double.NaN),
            () -> file.voice(0, Instrument.PIANO, 0),
            () -> MidiFile.of(empty),
            () -> MidiFile.of(new Score("x", 40_000, 4, two().parts())),
            () -> new MidiFile(two(), 120, List.of()))) {
      String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
      assertEquals(1, message.lines().count(), message);
    }
  }
}

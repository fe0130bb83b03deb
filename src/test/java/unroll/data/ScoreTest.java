package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {
  private static final Path RAGS = Path.of("datasets/music/ragtime");

  @TempDir Path temp;

  private static void note(Track track, long from, long to, int pitch) throws Exception {
    track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 0, pitch, 64), from));
    track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 0, pitch, 0), to));
  }

  private static byte[] written(Sequence sequence) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MidiSystem.write(sequence, 1, out);
    return out.toByteArray();
  }

  private static byte[] twoHands() throws Exception {
    Sequence sequence = new Sequence(Sequence.PPQ, 96);
    Track left = sequence.createTrack();
    left.add(new MidiEvent(new MetaMessage(3, "lh".getBytes(), 2), 0));
    note(left, 0, 96, 48);
    Track right = sequence.createTrack();
    right.add(new MidiEvent(new MetaMessage(0x58, new byte[] {3, 2, 24, 8}, 4), 0));
    note(right, 48, 72, 76);
    note(right, 0, 48, 72);
    return written(sequence);
  }

  private static String refused(byte[] bytes) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Score.of(bytes, "x.mid")).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.startsWith("x.mid "), message);
    return message.substring(6);
  }

  @Test
  void notesAreReadByHandInOrder() throws Exception {
    Score score = Score.of(twoHands(), "x.mid");
    assertEquals(
        List.of(new Score.Note(0, 48, 72), new Score.Note(48, 72, 76)), score.rightHand().notes());
    assertEquals(new Score.Part("lh", List.of(new Score.Note(0, 96, 48))), score.leftHand());
  }

  @Test
  void theMeterIsThatOfTheFile() throws Exception {
    assertEquals(3, Score.of(twoHands(), "x.mid").beatsPerBar());
  }

  @Test
  void theEightRagsHave5980OnsetsInTheRightHand() throws IOException {
    int onsets = 0;
    try (var files = Files.list(RAGS)) {
      for (Path file : files.toList()) {
        Score.Part hand = Score.read(file).rightHand();
        onsets += (int) hand.notes().stream().mapToLong(Score.Note::from).distinct().count();
      }
    }
    assertEquals(5980, onsets);
  }

  @Test
  void aKeyHeldByTwoNotesEndsTheFirstWhenTheSecondStarts() throws Exception {
    Sequence sequence = new Sequence(Sequence.PPQ, 96);
    Track track = sequence.createTrack();
    track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 0, 60, 64), 0));
    note(track, 10, 20, 60);
    assertEquals(
        List.of(new Score.Note(0, 10, 60), new Score.Note(10, 20, 60)),
        Score.of(written(sequence), "x.mid").parts().get(0).notes());
  }

  @Test
  void anotherFileIsNoMidi() {
    assertEquals(
        "is no MIDI file: it does not begin with MThd and a header of 6 bytes",
        refused("<svg>not a note in here</svg>".getBytes()));
  }

  @Test
  void anEmptyFileIsNoMidi() {
    assertTrue(refused(new byte[0]).startsWith("is no MIDI file"));
  }

  @Test
  void aTrackThatClaimsGigabytesIsRefusedBeforeTheyAreAllocated() throws Exception {
    byte[] bytes = twoHands();
    Arrays.fill(bytes, 18, 22, (byte) 0x7F);
    assertTrue(refused(bytes).contains("track 1 claims 2139062143 bytes"));
  }

  @Test
  void anEventThatClaimsMegabytesIsRefusedBeforeTheyAreAllocated() throws Exception {
    byte[] bytes = twoHands();
    // the name of the first track: delta 0, FF 03 02 'l' 'h'
    assertEquals((byte) 0xFF, bytes[23]);
    System.arraycopy(
        new byte[] {(byte) 0xFF, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F},
        0,
        bytes,
        23,
        6);
    assertTrue(refused(bytes).contains("an event claims 268435455 bytes"));
  }

  @Test
  void everyTruncatedFileIsRefusedInOneLine() throws IOException {
    byte[] whole = Files.readAllBytes(RAGS.resolve("peacherine-rag.mid"));
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      refused(Arrays.copyOf(whole, random.nextInt(whole.length)));
    }
  }

  @Test
  void damagedFilesAreReadOrRefusedInOneLine() throws IOException {
    byte[] whole = Files.readAllBytes(RAGS.resolve("peacherine-rag.mid"));
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k < 4; k++) {
        bytes[random.nextInt(i < 100 ? 60 : bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertTrue(Score.of(bytes, "x.mid").parts().size() > 0);
      } catch (IllegalArgumentException damaged) {
        assertEquals(1, damaged.getMessage().lines().count(), damaged.getMessage());
      }
    }
  }

  @Test
  void aFileThatCountsFilmFramesIsRefused() throws Exception {
    Sequence sequence = new Sequence(Sequence.SMPTE_25, 40);
    note(sequence.createTrack(), 0, 10, 60);
    assertTrue(refused(written(sequence)).startsWith("counts time in film frames"));
  }

  @Test
  void aPieceOfDaysIsRefused() throws Exception {
    Sequence sequence = new Sequence(Sequence.PPQ, 1);
    note(sequence.createTrack(), 0, 20_000, 60);
    assertEquals("lasts 20000 quarter notes: at most 10000 are read", refused(written(sequence)));
  }

  @Test
  void silenceIsRefused() throws Exception {
    Sequence sequence = new Sequence(Sequence.PPQ, 96);
    sequence.createTrack();
    assertEquals("is a MIDI file without a note", refused(written(sequence)));
  }

  @Test
  void aHugeFileIsNotReadToItsEnd() throws IOException {
    Path file = temp.resolve("huge.mid");
    try (var channel =
        Files.newByteChannel(
            file,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.position(1L << 33).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Score.read(file))
            .getMessage()
            .endsWith("has more than 4194304 bytes: too many for a MIDI file of notes"));
  }

  @Test
  void oneHandIsNotTwo() throws Exception {
    Sequence sequence = new Sequence(Sequence.PPQ, 96);
    note(sequence.createTrack(), 0, 10, 60);
    Score score = Score.of(written(sequence), "x.mid");
    assertEquals(
        "x.mid has 1 parts with notes: two hands were expected",
        assertThrows(IllegalArgumentException.class, score::rightHand).getMessage());
  }
}

package unroll.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

class CheckpointTest {
  @TempDir Path folder;

  private static Checkpoint example(Precision precision, long step) {
    SplittableRandom random = new SplittableRandom(step);
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    for (int[] shape : new int[][] {{3, 5}, {1, 7}, {0, 4}}) {
      Matrix matrix = Matrix.zeros(precision, shape[0], shape[1]);
      for (int r = 0; r < shape[0]; r++) {
        for (int c = 0; c < shape[1]; c++) {
          matrix.set(r, c, random.nextGaussian());
        }
      }
      matrices.put("m" + shape[1], matrix);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(Journal.STEP, Long.toString(step));
    facts.put("rate", Double.toString(0.1 + 0.2));
    facts.put("vocabulary", "\n \"\\<é\u2028\uD83D\uDE00");
    return new Checkpoint(facts, matrices);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void numbersComeBackBitForBit(Precision precision) throws IOException {
    Checkpoint before = example(precision, 4);
    before.write(folder.resolve("a.ckpt"));
    Checkpoint after = Checkpoint.read(folder.resolve("a.ckpt"));
    assertEquals(before.matrices().keySet(), after.matrices().keySet());
    before
        .matrices()
        .forEach(
            (name, matrix) ->
                assertArrayEquals(matrix.toArray(), after.matrices().get(name).toArray(), name));
  }

  @Test
  void factsComeBackAsTheyWere() throws IOException {
    Checkpoint before = example(Precision.FLOAT, 4);
    before.write(folder.resolve("a.ckpt"));
    assertEquals(before.facts(), Checkpoint.read(folder.resolve("a.ckpt")).facts());
    assertEquals(0.1 + 0.2, Checkpoint.read(folder.resolve("a.ckpt")).number("rate"));
  }

  @Test
  void theSameRunGivesTheSameBytes() throws IOException {
    example(Precision.FLOAT, 4).write(folder.resolve("a.ckpt"));
    example(Precision.FLOAT, 4).write(folder.resolve("b.ckpt"));
    assertEquals(-1, Files.mismatch(folder.resolve("a.ckpt"), folder.resolve("b.ckpt")));
  }

  @Test
  void floatsAreRestoredIntoDoublesExactly() {
    Checkpoint floats = example(Precision.FLOAT, 4);
    Matrix live = Matrix.zeros(Precision.DOUBLE, 3, 5);
    floats.restore(Map.of("m5", live));
    assertArrayEquals(floats.matrices().get("m5").toArray(), live.toArray());
  }

  @Test
  void doublesAreRestoredIntoFloatsRounded() {
    Matrix live = Matrix.zeros(Precision.FLOAT, 3, 5);
    Checkpoint doubles = example(Precision.DOUBLE, 4);
    doubles.restore(Map.of("m5", live));
    assertEquals((float) doubles.matrices().get("m5").get(2, 3), live.get(2, 3));
  }

  @Test
  void aShapeThatDoesNotFitIsNamedWithBothShapes() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    example(Precision.FLOAT, 4)
                        .restore(Map.of("m5", Matrix.zeros(Precision.FLOAT, 3, 6))))
            .getMessage();
    assertEquals("m5 is 3 x 5 in the checkpoint, but must be 3 x 6", message);
  }

  @Test
  void nothingIsRestoredIfOneMatrixIsMissing() {
    Matrix live = Matrix.zeros(Precision.FLOAT, 3, 5);
    Map<String, Matrix> wanted = new LinkedHashMap<>();
    wanted.put("m5", live);
    wanted.put("none", Matrix.zeros(Precision.FLOAT, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> example(Precision.FLOAT, 4).restore(wanted));
    assertEquals(0, live.get(0, 0));
  }

  @Test
  void aFileCutOffAnywhereIsRefusedInOneLine() throws IOException {
    byte[] whole = bytes();
    Path file = folder.resolve("cut.ckpt");
    for (int length = 0; length < whole.length; length += length < 64 ? 1 : 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message =
          assertThrows(IllegalArgumentException.class, () -> Checkpoint.read(file)).getMessage();
      assertTrue(message.startsWith(file.toString()) && !message.contains("\n"), message);
    }
  }

  @Test
  void anyByteChangedIsNoticed() throws IOException {
    byte[] whole = bytes();
    Path file = folder.resolve("flipped.ckpt");
    SplittableRandom random = new SplittableRandom(1);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      String message =
          assertThrows(IllegalArgumentException.class, () -> Checkpoint.read(file), "byte " + at)
              .getMessage();
      assertTrue(message.startsWith(file.toString()) && !message.contains("\n"), message);
    }
  }

  @Test
  void bytesAddedAreNoticed() throws IOException {
    byte[] whole = bytes();
    Path file = Files.write(folder.resolve("long.ckpt"), Arrays.copyOf(whole, whole.length + 3));
    assertThrows(IllegalArgumentException.class, () -> Checkpoint.read(file));
  }

  @Test
  void anotherKindOfFileIsToldApart() throws IOException {
    Path file = Files.writeString(folder.resolve("hamlet.txt"), "Who's there?");
    assertEquals(
        file + " is not an Unroll checkpoint",
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.read(file)).getMessage());
  }

  @Test
  void aMissingFileIsMissing() {
    assertThrows(NoSuchFileException.class, () -> Checkpoint.read(folder.resolve("none")));
  }

  @Test
  void theOldFileStaysIfTheNewCannotBeWritten() throws IOException {
    Path file = folder.resolve("a.ckpt");
    example(Precision.FLOAT, 4).write(file);
    byte[] before = Files.readAllBytes(file);
    // a folder where the temporary file should go
    Files.createDirectories(folder.resolve("a.ckpt.tmp/full"));
    assertThrows(IOException.class, () -> example(Precision.FLOAT, 5).write(file));
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void noTemporaryFileIsLeft() throws IOException {
    example(Precision.FLOAT, 4).write(folder.resolve("a.ckpt"));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("a.ckpt")), files.toList());
    }
  }

  @Test
  void anInterruptDoesNotDisturbWriting() throws IOException {
    Thread.currentThread().interrupt();
    try {
      example(Precision.FLOAT, 4).write(folder.resolve("a.ckpt"));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals(4, Checkpoint.read(folder.resolve("a.ckpt")).whole(Journal.STEP));
  }

  @Test
  void aFactThatIsMissingIsNamed() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> example(Precision.FLOAT, 1).whole("epoch"))
            .getMessage();
    assertTrue(message.contains("\"epoch\""), message);
  }

  @Test
  void theJournalFindsTheLatestStep() throws IOException {
    Path file = folder.resolve("a.ckpt");
    example(Precision.FLOAT, 1).write(file);
    try (Journal journal = Journal.open(file)) {
      journal.record(example(Precision.FLOAT, 2));
      journal.record(example(Precision.FLOAT, 3));
      journal.record(example(Precision.FLOAT, 4));
    }
    assertEquals(4, Journal.latest(file).get().whole(Journal.STEP));
  }

  @Test
  void aRecordCutOffLeavesTheOneBefore() throws IOException {
    Path file = folder.resolve("a.ckpt");
    try (Journal journal = Journal.open(file)) {
      journal.record(example(Precision.FLOAT, 3));
      journal.record(example(Precision.FLOAT, 4));
    }
    Path even = folder.resolve("a.ckpt.even");
    byte[] torn = Files.readAllBytes(even);
    Arrays.fill(torn, torn.length / 2, torn.length, (byte) 7);
    Files.write(even, torn);
    assertEquals(3, Journal.latest(file).get().whole(Journal.STEP));
  }

  @Test
  void aDamagedFileWithoutAWholeRecordIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ckpt"), "UNROLL");
    assertThrows(IllegalArgumentException.class, () -> Journal.latest(file));
  }

  @Test
  void withoutAnyFileThereIsNoLatestStep() throws IOException {
    assertTrue(Journal.latest(folder.resolve("a.ckpt")).isEmpty());
  }

  @Test
  void aClearedJournalHasNoRecords() throws IOException {
    Path file = folder.resolve("a.ckpt");
    try (Journal journal = Journal.open(file)) {
      journal.record(example(Precision.FLOAT, 3));
      journal.clear();
    }
    assertTrue(Journal.latest(file).isEmpty());
  }

  @Test
  void aDeletedJournalLeavesNoFiles() throws IOException {
    Path file = folder.resolve("a.ckpt");
    Journal journal = Journal.open(file);
    journal.record(example(Precision.FLOAT, 3));
    journal.delete();
    assertFalse(Journal.exists(file));
  }

  @Test
  void twoCannotWriteOneJournal() throws IOException {
    Path file = folder.resolve("a.ckpt");
    try (Journal first = Journal.open(file)) {
      first.clear();
      assertThrows(IllegalArgumentException.class, () -> Journal.open(file));
    }
  }

  private byte[] bytes() throws IOException {
    Path file = folder.resolve("whole.ckpt");
    example(Precision.FLOAT, 4).write(file);
    return Files.readAllBytes(file);
  }
}

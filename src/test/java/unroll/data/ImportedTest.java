package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.house.Published;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

class ImportedTest {
  @TempDir private Path folder;

  private Path target() {
    return folder.resolve("to/here");
  }

  private Path write(String name, byte... bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path text(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] idx(int... shape) {
    int numbers = 1;
    for (int size : shape) {
      numbers *= size;
    }
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + numbers);
    file.putShort((short) 0).put((byte) 8).put((byte) shape.length);
    for (int size : shape) {
      file.putInt(size);
    }
    for (int n = 0; file.hasRemaining(); n++) {
      file.put((byte) (n % 7));
    }
    return file.array();
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** X with pixel (row, column, colour, n) = 10 row + column + 50 colour + n, y = 1, 2, ... */
  private Path svhn(String name, int images, int labels) throws IOException {
    Matrix x = Mat5.newMatrix(new int[] {32, 32, 3, images}, MatlabType.UInt8);
    for (int n = 0; n < images; n++) {
      for (int colour = 0; colour < 3; colour++) {
        for (int row = 0; row < 32; row++) {
          for (int column = 0; column < 32; column++) {
            int at = row + 32 * (column + 32 * (colour + 3 * n));
            x.setByte(at, (byte) (3 * row + column + 50 * colour + n));
          }
        }
      }
    }
    Matrix y = Mat5.newMatrix(labels, 1, MatlabType.Double);
    for (int n = 0; n < labels; n++) {
      y.setDouble(n, n + 1);
    }
    Path file = folder.resolve(name);
    try (MatFile mat = Mat5.newMatFile().addArray("X", x).addArray("y", y)) {
      Mat5.writeToFile(mat, file.toFile());
    }
    return file;
  }

  private static String refused(org.junit.jupiter.api.function.Executable action) {
    String message = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private void nothingIsLeftBehind() throws IOException {
    assertFalse(Files.exists(target()));
    if (Files.exists(target().getParent())) {
      try (Stream<Path> left = Files.list(target().getParent())) {
        assertEquals(List.of(), left.toList());
      }
    }
  }

  @Test
  void textsAreCopiedInOrderAndRead() throws IOException {
    Imported imported =
        Imported.text(List.of(text("b.txt", "später\n"), text("a.txt", "zuerst\n")), target());
    assertEquals("14 characters, 9 different ones", imported.summary());
    assertEquals(imported, Imported.in(target()));
    assertEquals("später\n", Files.readString(imported.files().get(0)));
    assertTrue(imported.corpus().text().startsWith("später"));
  }

  @Test
  void aTextThatIsNotUtf8IsRefused() throws IOException {
    Path latin = write("latin.txt", (byte) 'a', (byte) 0xe9, (byte) 'b');
    String message = refused(() -> Imported.text(List.of(latin), target()));
    assertTrue(message.startsWith(latin + " is not UTF-8: byte 0xE9 at offset 1"), message);
    nothingIsLeftBehind();
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path binary = write("binary.txt", (byte) 'a', (byte) 0, (byte) 'b');
    assertEquals(
        binary + " is no text: character 1 is a zero byte",
        refused(() -> Imported.text(List.of(binary), target())));
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws IOException {
    Path nowhere = folder.resolve("nowhere.txt");
    assertEquals(
        nowhere + " is not there", refused(() -> Imported.text(List.of(nowhere), target())));
  }

  @Test
  void whatIsThereIsNeverOverwritten() throws IOException {
    Path source = text("a.txt", "abc");
    Imported.text(List.of(source), target());
    String message = refused(() -> Imported.text(List.of(source), target()));
    assertTrue(message.endsWith("is there already: remove it, or give another with --to"), message);
  }

  @Test
  void filesOfOneNameAreRefused() throws IOException {
    Files.createDirectory(folder.resolve("other"));
    List<Path> two = List.of(text("a.txt", "abc"), text("other/a.txt", "abc"));
    assertEquals(
        "files of one name cannot be imported together: [a.txt, a.txt]",
        refused(() -> Imported.text(two, target())));
  }

  @Test
  void packedAndPlainIdxFilesAreReadAgain() throws IOException {
    Path images = write("images.gz", packed(idx(14, 2, 3)));
    Path labels = write("labels", idx(14));
    Imported imported = Imported.idx(images, labels, 0, target());
    assertEquals("14 images of 2 x 3 pixels, 7 classes", imported.summary());
    assertEquals(6, Imported.in(target()).images().labels()[13]);
  }

  @Test
  void imagesAndLabelsTheWrongWayRoundAreTold() throws IOException {
    Path images = write("images", idx(14, 2, 3));
    Path labels = write("labels", idx(14));
    String message = refused(() -> Imported.idx(labels, images, 10, target()));
    assertTrue(message.endsWith("is it the other file of the pair?"), message);
    nothingIsLeftBehind();
  }

  @Test
  @Published("Netzer et al. 2011: labels 1 to 10, of which 10 is the digit 0")
  void houseNumbersBecomeGreyAndTenBecomesZero() throws IOException {
    Imported imported = Imported.svhn(svhn("train_32x32.mat", 10, 10), target());
    assertEquals("10 images of 32 x 32 pixels, 10 classes", imported.summary());
    LabelledImages images = imported.images();
    assertEquals(0, images.labels()[9]);
    assertEquals(3, images.labels()[2]);
    // Row 4, column 7 of image 2: red 21, green 71, blue 121.
    long grey = Math.round(0.299 * 21 + 0.587 * 71 + 0.114 * 121);
    assertEquals(grey, images.pixels()[2 * 1024 + 4 * 32 + 7] & 0xff);
  }

  @Test
  void housesWithoutEnoughLabelsAreRefused() throws IOException {
    Path file = svhn("few.mat", 4, 3);
    assertEquals(
        file + ": X has 4 images, y has 3 labels", refused(() -> Imported.svhn(file, target())));
  }

  @Test
  void aMatFileOfSomethingElseIsRefused() throws IOException {
    Path file = folder.resolve("other.mat");
    try (MatFile mat = Mat5.newMatFile().addArray("X", Mat5.newString("no digits"))) {
      Mat5.writeToFile(mat, file.toFile());
    }
    assertEquals(file + ": X holds no plain numbers", refused(() -> Imported.svhn(file, target())));
  }

  @Test
  void anIdxFileIsNoMatFile() throws IOException {
    Path file = write("mislabelled.mat", idx(200));
    assertEquals(
        file + " is no MAT file of level 5: that has a header of 128 bytes that ends in IM",
        refused(() -> Imported.svhn(file, target())));
  }

  @Test
  void aCutOffMatFileIsRefusedWhereverItEnds() throws IOException {
    byte[] whole = Files.readAllBytes(svhn("whole.mat", 2, 2));
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 60; round++) {
      byte[] part = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
      Path file = write("part.mat", part);
      assertTrue(refused(() -> Svhn.read(file)).startsWith(file.toString()));
    }
  }

  @Test
  void aDamagedMatFileIsReadOrRefusedAndNothingElse() throws IOException {
    byte[] whole = Files.readAllBytes(svhn("whole.mat", 2, 2));
    SplittableRandom random = new SplittableRandom(2);
    int refusals = 0;
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      for (int n = 0; n < 1 + random.nextInt(4); n++) {
        // Half of the damage goes to the tags at the beginning.
        int at = random.nextBoolean() ? random.nextInt(220) : random.nextInt(whole.length);
        damaged[at] = (byte) random.nextInt(256);
      }
      Path file = write("damaged.mat", damaged);
      try {
        Svhn.read(file);
      } catch (IllegalArgumentException told) {
        assertEquals(1, told.getMessage().lines().count(), told.getMessage());
        assertTrue(told.getMessage().startsWith(file.toString()), told.getMessage());
        refusals++;
      }
    }
    assertTrue(refusals > 50, () -> "so little of the damage mattered");
  }

  @Test
  void damagedIdxFilesAreReadOrRefusedAndNothingElse() throws IOException {
    byte[] whole = idx(14, 2, 3);
    Path labels = write("labels", idx(14));
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = java.util.Arrays.copyOf(whole, whole.length - random.nextInt(2) * 9);
      damaged[random.nextInt(20)] = (byte) random.nextInt(256);
      Path images = write("images", round % 2 == 0 ? damaged : packed(damaged));
      try {
        Imported.idx(images, labels, 10, folder.resolve("to/" + round));
      } catch (IllegalArgumentException told) {
        assertEquals(1, told.getMessage().lines().count(), told.getMessage());
      }
    }
  }

  @Test
  void scoresOfAFolderAreCounted() throws IOException {
    Path rags = Files.createDirectory(folder.resolve("rags"));
    Path one =
        Datasets.catalogue().named("music").orElseThrow().paths().stream()
            .filter(path -> path.toString().endsWith(".mid"))
            .findFirst()
            .orElseThrow();
    Files.copy(one, rags.resolve("one.MID"));
    text("rags/notes.txt", "not a score");
    Imported imported = Imported.midi(rags, target());
    assertEquals(1, imported.files().size());
    assertTrue(imported.summary().matches("1 scores with [0-9,]+ notes"), imported.summary());
    assertEquals(1, imported.scores().size());
  }

  @Test
  void oneBadScoreIsNamedAndNothingIsImported() throws IOException {
    Path rags = Files.createDirectory(folder.resolve("rags"));
    text("rags/bad.mid", "MThd and nothing");
    assertTrue(refused(() -> Imported.midi(rags, target())).contains("bad.mid"));
    nothingIsLeftBehind();
  }

  @Test
  void aFolderWithoutScoresIsRefused() throws IOException {
    assertEquals(
        folder + " has no file that ends in .mid or .midi",
        refused(() -> Imported.midi(folder, target())));
  }

  @Test
  void whatWasImportedIsNotTakenForSomethingElse() throws IOException {
    Imported imported = Imported.text(List.of(text("a.txt", "abc")), target());
    assertTrue(refused(imported::images).endsWith("holds text, not idx or svhn"));
  }

  @Test
  void namesThatLeaveTheFolderAreRefused() {
    assertTrue(refused(() -> Imported.named("../music")).startsWith("\"../music\" is no name"));
  }

  /** A file of zeros that takes no room where the file system can leave holes. */
  private Path hollow(String name, long bytes) throws IOException {
    Path file = folder.resolve(name);
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(bytes);
    }
    return file;
  }

  @Test
  void aHugeTextIsRefusedUnread() throws IOException {
    Path huge = hollow("huge.txt", Imported.LARGEST_TEXT + 1);
    assertEquals(
        huge + ": more than 500,000,000 bytes of text are not read",
        refused(() -> Imported.text(List.of(huge), target())));
  }

  @Test
  void aHugeMatFileIsRefusedUnread() throws IOException {
    Path huge = hollow("extra_32x32.mat", Svhn.MOST_BYTES + 1);
    assertEquals(
        huge + " has 400,000,001 bytes: at most 400,000,000 are read",
        refused(() -> Imported.svhn(huge, target())));
  }
}

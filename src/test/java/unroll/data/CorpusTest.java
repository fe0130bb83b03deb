package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {
  @TempDir Path folder;

  @Test
  void filesAreReadOneAfterTheOther() throws IOException {
    Path first = Files.writeString(folder.resolve("1"), "sein ");
    Path second = Files.writeString(folder.resolve("2"), "oder nicht\r\nsein ü");
    assertEquals("sein oder nicht\r\nsein ü", Corpus.read(first, second).text());
  }

  @Test
  void aByteOrderMarkIsDropped() throws IOException {
    Path file = Files.writeString(folder.resolve("marked"), "\uFEFFtext");
    assertEquals("text", Corpus.read(file).text());
  }

  @Test
  void aByteThatIsNotUtf8IsNamedWithItsOffset() throws IOException {
    Path file =
        Files.write(
            folder.resolve("latin1"), "caf\u00e9 au lait".getBytes(StandardCharsets.ISO_8859_1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Corpus.read(file)).getMessage();
    assertTrue(message.contains("latin1 is not UTF-8: byte 0xE9 at offset 3"), message);
  }

  @Test
  void aCharacterCutOffAtTheEndIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("cut"), new byte[] {'a', 'b', (byte) 0xC3});
    String message =
        assertThrows(IllegalArgumentException.class, () -> Corpus.read(file)).getMessage();
    assertTrue(message.contains("byte 0xC3 at offset 2"), message);
  }

  @Test
  void anEmptyFileIsRefusedByName() throws IOException {
    Path file = Files.createFile(folder.resolve("nothing.txt"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Corpus.read(file)).getMessage();
    assertTrue(message.contains("empty") && message.contains("nothing.txt"), message);
  }

  @Test
  void aFolderIsRefusedByName() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Corpus.read(folder)).getMessage();
    assertTrue(message.contains("is a folder"), message);
  }

  @Test
  void aMissingFileIsMissing() {
    assertThrows(NoSuchFileException.class, () -> Corpus.read(folder.resolve("none.txt")));
  }

  @Test
  void theEndIsHeldOut() {
    Corpus.Split split = Corpus.of("0123456789").split(0.25);
    // 2.5 rounds up to 3
    assertEquals("0123456/789", split.train().text() + "/" + split.validation().text());
  }

  @Test
  void bothPartsShareTheVocabulary() {
    Corpus.Split split = Corpus.of("aaab").split(0.25);
    assertEquals(split.train().vocabulary(), split.validation().vocabulary());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN, 0.01})
  void aSplitThatLeavesAPartEmptyIsRefused(double fraction) {
    assertThrows(IllegalArgumentException.class, () -> Corpus.of("0123456789").split(fraction));
  }
}

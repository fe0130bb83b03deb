package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.house.Published;

class IdxFileTest {
  private static final byte[] SIX = {1, 2, 3, 4, 5, (byte) 200};

  @TempDir Path temp;

  /** A header of unsigned bytes, and numbers behind it. */
  private static byte[] idx(byte[] numbers, int... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + numbers.length);
    bytes.putInt(0x0800 + shape.length);
    for (int size : shape) {
      bytes.putInt(size);
    }
    return bytes.put(numbers).array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(temp.resolve("digits"), bytes);
  }

  /** What is said of a file, without its name. */
  private String complaint(byte[] bytes) throws IOException {
    Path file = file(bytes);
    String message =
        assertThrows(IllegalArgumentException.class, () -> IdxFile.read(file)).getMessage();
    assertTrue(message.startsWith(file + " "), message);
    return message.substring(file.toString().length() + 1);
  }

  @Test
  @Published("LeCun, Cortes and Burges 1998")
  void shapeAndNumbersAreRead() throws IOException {
    IdxFile idx = IdxFile.read(file(idx(SIX, 2, 3)));
    assertEquals(List.of(2, 3), idx.shape());
    assertArrayEquals(SIX, idx.numbers());
  }

  @Test
  void aPackedFileIsReadWhateverItsName() throws IOException {
    assertArrayEquals(SIX, IdxFile.read(file(gzip(idx(SIX, 6)))).numbers());
  }

  @Test
  void moreThanOnePieceIsReadWhole() throws IOException {
    byte[] many = new byte[3_000_001];
    new SplittableRandom(1).nextBytes(many);
    assertArrayEquals(many, IdxFile.read(file(gzip(idx(many, many.length)))).numbers());
  }

  @Test
  void aFileThatIsMissingIsNoBadFile() {
    assertThrows(IOException.class, () -> IdxFile.read(temp.resolve("nothing")));
  }

  @Test
  void aTextIsNoIdxFile() throws IOException {
    assertEquals(
        "is no idx file: that begins with two zero bytes, a type and a number of dimensions",
        complaint("label,pixel\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
  }

  @Test
  void anEmptyFileIsNoIdxFile() throws IOException {
    assertTrue(complaint(new byte[0]).startsWith("is no idx file"));
  }

  @Test
  void numbersOfAnotherTypeAreRefusedByName() throws IOException {
    byte[] floats = idx(new byte[24], 6);
    floats[2] = 0x0D;
    assertEquals("holds 32-bit floats; only unsigned bytes can be read", complaint(floats));
  }

  @Test
  void anUnknownTypeIsRefused() throws IOException {
    byte[] unknown = idx(SIX, 6);
    unknown[2] = (byte) 0xff;
    assertEquals("is no idx file: there is no type 255", complaint(unknown));
  }

  @Test
  void tooFewNumbersAreRefusedWithBothCounts() throws IOException {
    assertEquals("is cut off: it claims 2 x 4 numbers and has 6", complaint(gzip(idx(SIX, 2, 4))));
  }

  @Test
  void tooManyNumbersAreRefused() throws IOException {
    assertEquals(
        "is too long: it claims 5 numbers and goes on behind them", complaint(idx(SIX, 5)));
  }

  @Test
  void aHeaderCutOffIsRefused() throws IOException {
    assertEquals(
        "is cut off within the sizes of its 3 dimensions",
        complaint(Arrays.copyOf(idx(SIX, 1, 2, 3), 13)));
  }

  @Test
  void packedDataCutOffAreRefused() throws IOException {
    byte[] packed = gzip(idx(SIX, 2, 3));
    assertEquals(
        "is cut off: its gzip data end early", complaint(Arrays.copyOf(packed, packed.length - 9)));
  }

  @Test
  void packedDataThatWereChangedAreRefused() throws IOException {
    byte[] packed = gzip(idx(SIX, 2, 3));
    packed[packed.length - 6] ^= 1; // the check sum
    assertEquals("is damaged: its gzip data cannot be unpacked", complaint(packed));
  }

  @Test
  void whatOnlyBeginsLikeAGzipFileIsRefused() throws IOException {
    assertEquals(
        "is damaged: it begins like a gzip file, but is none",
        complaint(new byte[] {0x1f, (byte) 0x8b, 0, 0}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 127})
  void moreNumbersThanAnyoneCanReadAreRefused(int dimensions) throws IOException {
    int[] shape = new int[dimensions];
    Arrays.fill(shape, Integer.MAX_VALUE);
    String complaint = complaint(idx(SIX, shape));
    assertTrue(complaint.endsWith(" numbers; at most 800,000,000 can be read"), complaint);
  }

  @Test
  void aNegativeSizeIsRefused() throws IOException {
    assertEquals("claims a dimension of 4294967295 numbers", complaint(idx(SIX, -1)));
  }

  /** Bytes allocated by this thread while a file is refused. */
  private long memoryOfRefusing(byte[] bytes) throws IOException {
    Path file = file(bytes);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThrows(IllegalArgumentException.class, () -> IdxFile.read(file));
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  @Test
  void aHeaderThatClaimsMuchUsesNoMemory() throws IOException {
    assertTrue(memoryOfRefusing(idx(SIX, 700_000_000)) < 1_000_000);
  }

  @Test
  void aPackedHeaderThatClaimsMuchUsesNoMemory() throws IOException {
    assertTrue(memoryOfRefusing(gzip(idx(SIX, 700_000_000))) < 1_000_000);
  }

  @Test
  void aGzipBombIsNotUnpackedBeyondWhatItsHeaderClaims() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(idx(SIX, 6));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }
    assertTrue(memoryOfRefusing(packed.toByteArray()) < 1_000_000);
  }

  @Test
  void whateverTheBytesTheAnswerIsNumbersOrOneLine() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    byte[] plain = idx(SIX, 2, 3);
    byte[] packed = gzip(plain);
    for (int i = 0; i < 1000; i++) {
      Path file = file(spoiled(random.nextBoolean() ? plain : packed, random));
      try {
        IdxFile idx = IdxFile.read(file);
        int count = idx.shape().stream().reduce(1, (a, b) -> a * b);
        assertEquals(count, idx.numbers().length);
      } catch (IllegalArgumentException e) {
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
  }

  /** Bytes at random, or a good file with a few bytes changed and its end cut off. */
  private static byte[] spoiled(byte[] good, SplittableRandom random) {
    byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 4));
    if (random.nextInt(4) == 0) {
      random.nextBytes(bytes);
      return bytes;
    }
    for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}

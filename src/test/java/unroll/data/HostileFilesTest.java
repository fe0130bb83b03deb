package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is in a file, every reader reads it or says in one line what is wrong with it: nothing
 * else is thrown, and memory stays in proportion to the file.
 */
class HostileFilesTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path temp;

  /** The readers of files that a user brings along, each with a file that it reads. */
  enum Reader {
    IDX {
      @Override
      byte[] good() {
        byte[] images = new byte[16 + 60];
        images[2] = 8;
        images[3] = 3;
        images[7] = 5;
        images[11] = 4;
        images[15] = 3;
        return images;
      }

      @Override
      void read(Path file) throws IOException {
        IdxFile.read(file);
      }
    },
    PACKED_IDX {
      @Override
      byte[] good() throws IOException {
        return gzip(IDX.good());
      }

      @Override
      void read(Path file) throws IOException {
        IdxFile.read(file);
      }
    },
    TABLE {
      @Override
      byte[] good() {
        return "1,2,3,16,0\n0,0,5,6,9\n7,8,9,10,3\n".getBytes(StandardCharsets.US_ASCII);
      }

      @Override
      void read(Path file) throws IOException {
        LabelledImages.table(file, 2, 2, 16, 10);
      }
    },
    PACKED_TABLE {
      @Override
      byte[] good() throws IOException {
        return gzip(TABLE.good());
      }

      @Override
      void read(Path file) throws IOException {
        LabelledImages.table(file, 2, 2, 16, 10);
      }
    },
    MIDI {
      @Override
      byte[] good() throws IOException {
        return Files.readAllBytes(Path.of("datasets/music/ragtime/peacherine-rag.mid"));
      }

      @Override
      void read(Path file) throws IOException {
        Score.read(file);
      }
    },
    SVG {
      @Override
      byte[] good() throws IOException {
        return Files.readAllBytes(Path.of("datasets/strokes/EMSOsmotron.svg"));
      }

      @Override
      void read(Path file) throws IOException {
        StrokeFont.read(file);
      }
    };

    abstract byte[] good() throws IOException;

    abstract void read(Path file) throws IOException;
  }

  private static byte[] gzip(byte[]... pieces) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (byte[] piece : pieces) {
        out.write(piece);
      }
    }
    return packed.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(temp.resolve("brought.along"), bytes);
  }

  /** Reads, or lets itself be told why not; returns whether it was read. */
  private boolean survives(Reader reader, byte[] bytes, String what) throws IOException {
    Path file = file(bytes);
    try {
      reader.read(file);
      return true;
    } catch (IllegalArgumentException refused) {
      isOneLineThatNamesTheFile(refused, what);
      return false;
    } catch (RuntimeException | Error other) {
      return fail(what + " ended in " + other, other);
    }
  }

  private static void isOneLineThatNamesTheFile(IllegalArgumentException refused, String what) {
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("brought.along"), () -> what + ": " + message);
    assertTrue(message.length() < 500, () -> what + ": " + message);
    assertEquals(
        -1,
        message
            .chars()
            .filter(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)
            .findFirst()
            .orElse(-1),
        () -> what + ": " + message);
  }

  @ParameterizedTest
  @EnumSource
  void aGoodFileIsRead(Reader reader) throws IOException {
    assertTrue(survives(reader, reader.good(), "the good file"));
  }

  @ParameterizedTest
  @EnumSource(names = "TABLE", mode = EnumSource.Mode.EXCLUDE)
  void aFileThatIsCutOffAnywhereIsRefused(Reader reader) throws IOException {
    byte[] whole = reader.good();
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 80; n++) {
      // the last line break of an SVG file may be cut off; its last bracket may not
      int length = whole.length < 100 ? n % whole.length : random.nextInt(whole.length - 2);
      assertEquals(
          false, survives(reader, Arrays.copyOf(whole, length), "cut off after " + length));
    }
  }

  @Test
  void aTableThatIsCutOffIsRefusedUnlessItsLinesAreWhole() throws IOException {
    byte[] whole = Reader.TABLE.good();
    for (int length = 0; length < whole.length; length++) {
      boolean looksWhole = length > 0 && whole[length - 1] == '\n' || whole[length] == '\n';
      byte[] cut = Arrays.copyOf(whole, length);
      assertEquals(looksWhole, survives(Reader.TABLE, cut, "cut off after " + length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void flippedBytesAreReadOrRefused(Reader reader) throws IOException {
    byte[] whole = reader.good();
    SplittableRandom random = new SplittableRandom(2);
    for (int n = 0; n < 150; n++) {
      byte[] bytes = whole.clone();
      // a third of the damage in the header, where sizes are claimed
      int within = n % 3 == 0 ? Math.min(64, bytes.length) : bytes.length;
      for (int k = 0; k <= n % 5; k++) {
        bytes[random.nextInt(within)] = (byte) random.nextInt(256);
      }
      survives(reader, bytes, "damage number " + n);
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomBytesAreRefused(Reader reader) throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int n = 0; n < 40; n++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertEquals(false, survives(reader, bytes, "random bytes, number " + n));
    }
  }

  @ParameterizedTest
  @EnumSource
  void filesOfOtherKindsAreRefused(Reader reader) throws IOException {
    for (Reader other : Reader.values()) {
      // packed or not, idx is idx and a table is a table
      if (!reader.name().endsWith(other.name().replace("PACKED_", ""))
          && !other.name().endsWith(reader.name().replace("PACKED_", ""))) {
        assertEquals(false, survives(reader, other.good(), "a file of kind " + other));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void beginningsFollowedByAnotherKindAreReadOrRefused(Reader reader) throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    byte[] whole = reader.good();
    for (Reader other : Reader.values()) {
      byte[] second = other.good();
      byte[] spliced = Arrays.copyOf(whole, random.nextInt(whole.length) + second.length);
      System.arraycopy(second, 0, spliced, spliced.length - second.length, second.length);
      survives(reader, spliced, "the beginning, and then a file of kind " + other);
    }
  }

  private long memoryOfRefusing(Reader reader, byte[] bytes) throws IOException {
    Path file = file(bytes);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> reader.read(file));
    long used = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    isOneLineThatNamesTheFile(refused, "a bomb for " + reader);
    return used;
  }

  @ParameterizedTest
  @EnumSource
  void aGzipBombOfZerosUsesNoMoreThanWhatMayBeRead(Reader reader) throws IOException {
    byte[][] zeros = new byte[100][];
    Arrays.fill(zeros, new byte[MEGABYTE]);
    // a table may have 50 MB, and grows to it by doubling
    long most = reader.name().endsWith("TABLE") ? 250L * MEGABYTE : 8L * MEGABYTE;
    assertTrue(memoryOfRefusing(reader, gzip(zeros)) < most);
  }

  @Test
  void aGzipBombOfEmptyLinesIsRefusedAtTheFirst() throws IOException {
    byte[] lines = new byte[40 * MEGABYTE];
    Arrays.fill(lines, (byte) '\n');
    assertTrue(memoryOfRefusing(Reader.PACKED_TABLE, gzip(lines)) < 250L * MEGABYTE);
  }

  @Test
  void aGzipBombBehindAnIdxHeaderIsNotUnpacked() throws IOException {
    byte[] zeros = new byte[60 * MEGABYTE];
    assertTrue(memoryOfRefusing(Reader.PACKED_IDX, gzip(Reader.IDX.good(), zeros)) < MEGABYTE);
  }

  @Test
  void sizesThatOverflowAreRefused() throws IOException {
    byte[] huge = Reader.IDX.good();
    for (byte high : new byte[] {0x7f, (byte) 0x80, (byte) 0xff}) {
      for (int dimension = 0; dimension < 3; dimension++) {
        huge[4 + 4 * dimension] = high;
        assertTrue(memoryOfRefusing(Reader.IDX, huge) < MEGABYTE);
      }
    }
  }

  @Test
  void aPathOfLettersUsesMemoryInProportionToTheFile() throws IOException {
    String font =
        "<svg><font><font-face units-per-em=\"1000\"/><glyph unicode=\"a\" d=\""
            + "M".repeat(3 * MEGABYTE)
            + "x\"/></font></svg>";
    byte[] bytes = font.getBytes(StandardCharsets.US_ASCII);
    assertTrue(memoryOfRefusing(Reader.SVG, bytes) < 40L * bytes.length);
  }

  @Test
  void elementsWithinElementsAreRefusedNotFollowedToTheEndOfTheStack() throws IOException {
    byte[] deep = "<svg>".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
    assertEquals(false, survives(Reader.SVG, deep, "200,000 elements within one another"));
  }

  @Test
  void aMillionMidiEventsUseMemoryInProportionToTheFile() throws IOException {
    // a track of notes without length, in running status: three bytes an event
    int events = MEGABYTE;
    byte[] bytes = new byte[14 + 8 + 1 + 3 * events];
    System.arraycopy(
        new byte[] {'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, 0, 96, 'M', 'T', 'r', 'k'},
        0,
        bytes,
        0,
        18);
    int length = bytes.length - 22;
    for (int i = 0; i < 4; i++) {
      bytes[18 + i] = (byte) (length >> 24 - 8 * i);
    }
    bytes[23] = (byte) 0x90;
    for (int at = 24; at + 1 < bytes.length; at += 3) {
      bytes[at] = 60;
    }
    assertTrue(memoryOfRefusing(Reader.MIDI, bytes) < 150L * bytes.length);
  }
}

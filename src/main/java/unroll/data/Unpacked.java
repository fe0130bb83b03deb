package unroll.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a file, unpacked if it is a gzip file, whatever its name. Its job is to read no more
 * than it is asked for, so that neither a lying header nor a gzip bomb fills the memory, and to say
 * in one line what is wrong with the file.
 */
final class Unpacked implements AutoCloseable {
  /** No compressed byte of gzip unpacks to more than this many. */
  private static final long MOST_PER_BYTE = 1032;

  private static final int PIECE = 1 << 20;

  private final Path file;
  private final long most;
  private final InputStream in;

  private Unpacked(Path file, long most, InputStream in) {
    this.file = file;
    this.most = most;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it begins like a gzip file and is none
   */
  static Unpacked open(Path file) throws IOException {
    long size = Files.size(file);
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return new Unpacked(
          file, gzip ? size * MOST_PER_BYTE : size, gzip ? new GZIPInputStream(raw) : raw);
    } catch (ZipException | EOFException e) {
      raw.close();
      throw wrong(file, "is damaged: it begins like a gzip file, but is none", e);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Whether the file may hold so many bytes, judged by its size alone. */
  boolean mayHold(long bytes) {
    return bytes <= most;
  }

  /**
   * Reads bytes, fewer at the end of the file. Memory grows with what is really there.
   *
   * @throws IllegalArgumentException if the gzip data are damaged or cut off
   */
  byte[] read(int count) throws IOException {
    byte[] bytes = new byte[Math.min(count, PIECE)];
    int filled = 0;
    while (true) {
      int got = some(bytes, filled);
      filled += got;
      if (got == 0 || filled == count) {
        return filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled);
      }
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * filled));
      }
    }
  }

  private int some(byte[] bytes, int from) throws IOException {
    try {
      return in.readNBytes(bytes, from, bytes.length - from);
    } catch (EOFException e) {
      throw wrong("is cut off: its gzip data end early", e);
    } catch (ZipException e) {
      throw wrong("is damaged: its gzip data cannot be unpacked", e);
    }
  }

  /** What is wrong with the file, in one line that names it. */
  IllegalArgumentException wrong(String what) {
    return wrong(what, null);
  }

  private IllegalArgumentException wrong(String what, Exception cause) {
    return wrong(file, what, cause);
  }

  private static IllegalArgumentException wrong(Path file, String what, Exception cause) {
    return new IllegalArgumentException(file + " " + what, cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

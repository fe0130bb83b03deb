package unroll.grade.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** How much of a submission is read at most. */
final class Limits {
  /** Of one {@code .java} file, in bytes: a hundred times a long answer. */
  static final int JAVA = 256 * 1024;

  /** Of all sources of a submission together, in bytes. */
  static final int SOURCES = 1024 * 1024;

  /** Of a notebook, in bytes: its outputs may be pictures. */
  static final int NOTEBOOK = 64 * 1024 * 1024;

  /** Of an archive, in bytes, packed. */
  static final long ARCHIVE = 64L * 1024 * 1024;

  /** Of all that is unpacked from the archives of a submission, in bytes. */
  static final long UNPACKED = 160L * 1024 * 1024;

  /** Files and folders that are looked at. */
  static final int ENTRIES = 20_000;

  /** Folders in folders. */
  static final int DEPTH = 24;

  /** Archives in archives. */
  static final int NESTED = 2;

  private Limits() {}

  /**
   * Reads a stream up to a limit, whatever its length was said to be.
   *
   * @throws TooLarge if there is more; the message names what is read
   */
  static byte[] read(InputStream in, int limit, String what) throws IOException, TooLarge {
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new TooLarge(what + " is larger than " + size(limit) + ", the most that is read.");
    }
    return bytes;
  }

  /** A stream that ends behind a limit, and knows how much was read of it. */
  static final class Counted extends FilterInputStream {
    private final int limit;
    private long count;

    Counted(InputStream in, int limit) {
      super(in);
      this.limit = limit;
    }

    long counted() {
      return count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (count > limit) {
        return -1;
      }
      int read = super.read(buffer, offset, (int) Math.min(length, limit + 1L - count));
      count += Math.max(0, read);
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    /**
     * Reads what is left and keeps nothing of it.
     *
     * @throws TooLarge if there is more than the limit in all
     */
    void toTheEnd(String what) throws IOException, TooLarge {
      byte[] buffer = new byte[1 << 16];
      while (read(buffer, 0, buffer.length) >= 0) {}
      if (count > limit) {
        throw new TooLarge(what + " is larger than " + size(limit) + ", the most that is read.");
      }
    }
  }

  /** For example 256 kB, 64 MB. */
  static String size(long bytes) {
    return bytes < 1024 * 1024
        ? (bytes + 1023) / 1024 + " kB"
        : String.format(Locale.ROOT, "%.0f MB", bytes / 1024.0 / 1024.0);
  }
}

package unroll.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Numbers of a file in the idx format, in which MNIST and its like are passed on (LeCun, Cortes and
 * Burges 1998): two zero bytes, the type of a number, how many dimensions there are, the size of
 * each as four bytes with the highest first, then the numbers, the last dimension running fastest.
 * The file may be packed by gzip.
 *
 * <p>Only unsigned bytes are read; images and labels are always of that type.
 *
 * @param shape the size of each dimension, at least one dimension
 * @param numbers as many as the sizes multiplied; 0 to 255, as unsigned bytes
 */
public record IdxFile(List<Integer> shape, byte[] numbers) {
  /**
   * The most numbers read from a file: enough for the largest EMNIST file, which has 547 million.
   */
  public static final int MOST = 800_000_000;

  private static final int UNSIGNED_BYTE = 0x08;

  private static final Map<Integer, String> OTHER_TYPES =
      Map.of(
          0x09, "signed bytes",
          0x0B, "16-bit integers",
          0x0C, "32-bit integers",
          0x0D, "32-bit floats",
          0x0E, "64-bit floats");

  /**
   * Copies the shape.
   *
   * @param shape the size of each dimension
   * @param numbers kept, not copied
   */
  public IdxFile {
    shape = List.copyOf(shape);
  }

  /**
   * Reads a file. Memory is used for the numbers that are really there, never for those that a
   * header merely claims.
   *
   * @param file in the idx format, packed by gzip or not
   * @return its numbers
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is no idx file of unsigned bytes, is cut off, too long,
   *     damaged, or claims more than {@value #MOST} numbers; the message is one line that names the
   *     file
   */
  public static IdxFile read(Path file) throws IOException {
    try (Unpacked in = Unpacked.open(file)) {
      List<Integer> shape = shape(in);
      long claimed = shape.stream().mapToLong(Integer::longValue).reduce(1, IdxFile::product);
      String claim = claim(shape);
      if (claimed > MOST) {
        throw in.wrong(
            String.format(Locale.ROOT, "claims %s numbers; at most %,d can be read", claim, MOST));
      }
      if (!in.mayHold(claimed)) {
        throw in.wrong("is cut off: it claims " + claim + " numbers and is too small for them");
      }
      byte[] numbers = in.read((int) claimed);
      if (numbers.length < claimed) {
        throw in.wrong(
            String.format(
                Locale.ROOT,
                "is cut off: it claims %s numbers and has %,d",
                claim,
                numbers.length));
      }
      if (in.read(1).length > 0) {
        throw in.wrong("is too long: it claims " + claim + " numbers and goes on behind them");
      }
      return new IdxFile(shape, numbers);
    }
  }

  private static List<Integer> shape(Unpacked in) throws IOException {
    byte[] magic = in.read(4);
    if (magic.length < 4 || magic[0] != 0 || magic[1] != 0 || magic[3] < 1) {
      throw in.wrong(
          "is no idx file: that begins with two zero bytes, a type and a number of dimensions");
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw in.wrong(
          OTHER_TYPES.containsKey((int) magic[2])
              ? "holds " + OTHER_TYPES.get((int) magic[2]) + "; only unsigned bytes can be read"
              : "is no idx file: there is no type " + (magic[2] & 0xff));
    }
    int dimensions = magic[3];
    ByteBuffer sizes = ByteBuffer.wrap(in.read(4 * dimensions));
    if (sizes.limit() < 4 * dimensions) {
      throw in.wrong("is cut off within the sizes of its " + dimensions + " dimensions");
    }
    List<Integer> shape = new ArrayList<>();
    while (sizes.hasRemaining()) {
      int size = sizes.getInt();
      if (size < 0) {
        throw in.wrong("claims a dimension of " + Integer.toUnsignedString(size) + " numbers");
      }
      shape.add(size);
    }
    return shape;
  }

  /** Multiplies without overflow: beyond what can be read the exact number does not matter. */
  private static long product(long a, long b) {
    return b != 0 && a > Integer.MAX_VALUE ? a : a * b;
  }

  private static String claim(List<Integer> shape) {
    return shape.stream().limit(8).map(String::valueOf).collect(Collectors.joining(" x "))
        + (shape.size() > 8 ? " x ..." : "");
  }
}

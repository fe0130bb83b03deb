package unroll.data;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * Street View House Numbers, cropped digits (Netzer, Wang, Coates, Bissacco, Wu and Ng 2011): a
 * level-5 MAT file with {@code X}, 32 x 32 x 3 x N unsigned bytes, and {@code y}, N labels from 1
 * to 10, where 10 is the digit 0.
 *
 * <p>A library reads the format. The memory that it may take is bounded by what a file of that size
 * can hold, so that a lying header does no harm.
 */
final class Svhn {
  /** Enough for the 73,257 digits to learn from, not for the half million extra ones. */
  static final long MOST_BYTES = 400_000_000;

  /** No compressed byte unpacks to more than this many. */
  private static final long MOST_PER_BYTE = 1032;

  private static final int HEADER = 128;
  private static final int SIDE = 32;
  private static final int COLOURS = 3;

  private Svhn() {}

  /**
   * Reads a file as grey images.
   *
   * @param file {@code train_32x32.mat}, {@code test_32x32.mat} or alike
   * @return 32 x 32 pixels from 0 to 255 and labels 0 to 9, in the order of the file
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is no such file, is damaged or too large; the message is
   *     one line that names the file
   */
  static LabelledImages read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw wrong(
          file,
          String.format(Locale.ROOT, "has %,d bytes: at most %,d are read", size, MOST_BYTES));
    }
    header(file);
    try (Source source = Sources.openFile(file.toFile());
        Mat5File mat =
            Mat5.newReader(source)
                .setBufferAllocator(new Bounded(Math.min(MOST_BYTES, size * MOST_PER_BYTE)))
                .disableSubsystemProcessing()
                .readMat()) {
      return images(file, matrix(file, mat, "X"), matrix(file, mat, "y"));
    } catch (TooMuch claim) {
      throw wrong(file, "claims more numbers than it can hold or than can be read");
    } catch (Refused refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    } catch (RuntimeException | IOException | OutOfMemoryError | StackOverflowError damaged) {
      throw new IllegalArgumentException(
          file + " is a damaged or cut off MAT file: it begins like one and cannot be read through",
          damaged);
    }
  }

  /** The version and the two letters that end the header. */
  private static void header(Path file) throws IOException {
    byte[] start = new byte[HEADER];
    int got;
    try (var in = Files.newInputStream(file)) {
      got = in.readNBytes(start, 0, HEADER);
    }
    if (got > 4 && start[0] == (byte) 0x89 && start[1] == 'H' && start[2] == 'D') {
      throw wrong(file, "is a MAT file of version 7.3 (HDF5); save it with -v7 or earlier");
    }
    String order = new String(start, HEADER - 2, 2, java.nio.charset.StandardCharsets.ISO_8859_1);
    if (got < HEADER || !(order.equals("IM") || order.equals("MI"))) {
      throw wrong(
          file, "is no MAT file of level 5: that has a header of 128 bytes that ends in IM");
    }
  }

  private static Matrix matrix(Path file, Mat5File mat, String name) {
    for (Mat5File.Entry entry : mat.getEntries()) {
      if (entry.getName().equals(name)) {
        Array array = entry.getValue();
        if (array instanceof Matrix matrix && !matrix.isComplex()) {
          return matrix;
        }
        throw new Refused(file + ": " + name + " holds no plain numbers");
      }
    }
    throw new Refused(file + " has no variable " + name + ": SVHN's cropped digits have X and y");
  }

  private static LabelledImages images(Path file, Matrix pixels, Matrix labels) {
    int[] shape = pixels.getDimensions();
    boolean several = shape.length == 4;
    if (shape.length < 3
        || shape.length > 4
        || shape[0] != SIDE
        || shape[1] != SIDE
        || shape[2] != COLOURS) {
      throw new Refused(
          file + ": X is " + claim(shape) + ", not 32 x 32 x 3 x N: are these the cropped digits?");
    }
    if (pixels.getType() != MatlabType.UInt8) {
      throw new Refused(file + ": X holds " + pixels.getType() + ", not unsigned bytes");
    }
    int count = several ? shape[3] : 1;
    if (count < 1 || labels.getNumElements() != count) {
      throw new Refused(
          String.format(
              Locale.ROOT,
              "%s: X has %d images, y has %d labels",
              file,
              count,
              labels.getNumElements()));
    }
    byte[] grey = new byte[count * SIDE * SIDE];
    int[] digits = new int[count];
    for (int n = 0; n < count; n++) {
      double label = labels.getDouble(n);
      if (label != Math.rint(label) || label < 1 || label > 10) {
        throw new Refused(
            file
                + ": label "
                + label
                + " of image "
                + n
                + " is none of 1 to 10 (10 is the digit 0)");
      }
      digits[n] = (int) label % 10;
      grey(pixels, n, grey);
    }
    return new LabelledImages(SIDE, SIDE, 10, 255, grey, digits);
  }

  /** MATLAB's first index runs fastest; grey is what the eye makes of red, green and blue. */
  private static void grey(Matrix pixels, int n, byte[] grey) {
    int plane = SIDE * SIDE;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int at = n * COLOURS * plane + column * SIDE + row;
        double brightness =
            0.299 * (pixels.getByte(at) & 0xff)
                + 0.587 * (pixels.getByte(at + plane) & 0xff)
                + 0.114 * (pixels.getByte(at + 2 * plane) & 0xff);
        grey[n * plane + row * SIDE + column] = (byte) Math.round(brightness);
      }
    }
  }

  private static String claim(int[] shape) {
    return String.join(" x ", Arrays.stream(shape).limit(6).mapToObj(Integer::toString).toList());
  }

  private static IllegalArgumentException wrong(Path file, String what) {
    return new IllegalArgumentException(file + " " + what);
  }

  /** What the file holds is not what is wanted; said in the message. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /** The library asks for more memory than the file can fill. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Gives out so many bytes and no more. */
  private static final class Bounded implements BufferAllocator {
    private long left;

    Bounded(long left) {
      this.left = left;
    }

    @Override
    public ByteBuffer allocate(int bytes) {
      if (bytes < 0) {
        throw new BufferUnderflowException();
      }
      left -= bytes;
      if (left < 0) {
        throw new TooMuch();
      }
      return ByteBuffer.allocate(bytes);
    }

    @Override
    public void release(ByteBuffer buffer) {
      left += buffer.capacity();
    }
  }
}

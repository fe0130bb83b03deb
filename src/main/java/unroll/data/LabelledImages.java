package unroll.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * Grey images of one size, each with the class it belongs to. Its job is to turn files of images
 * into batches of numbers from 0 to 1.
 *
 * @param height in pixels
 * @param width in pixels
 * @param classes how many there are: labels are 0 to {@code classes - 1}
 * @param white the largest number of a pixel, which becomes 1; 0 is black
 * @param pixels image after image, line after line, 0 to {@code white}, as unsigned bytes
 * @param labels of each image
 */
public record LabelledImages(
    int height, int width, int classes, int white, byte[] pixels, int[] labels) {
  /** The most that is read of a table: two hundred times what ships with the course. */
  private static final int LARGEST_TABLE = 50_000_000;

  /**
   * Checks the sizes.
   *
   * @param height in pixels
   * @param width in pixels
   * @param classes how many there are
   * @param white the largest number of a pixel
   * @param pixels image after image. Not copied.
   * @param labels of each image. Not copied.
   * @throws IllegalArgumentException if an image is smaller than a pixel, or there are more labels
   *     than images or fewer
   */
  public LabelledImages {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("no image is " + height + " x " + width + " pixels");
    }
    if (pixels.length != (long) labels.length * height * width) {
      throw new IllegalArgumentException(
          String.format(
              "%d pixels are not %d images of %d x %d",
              pixels.length, labels.length, height, width));
    }
  }

  /**
   * The 10,000 MNIST digits of 28 x 28 pixels that ship with the course. The first 8,000 are to
   * learn from, the last 2,000 to test with: {@code mnist().part(0, 8000)}.
   *
   * @return the digits, in the order of the file, which is shuffled
   * @throws IllegalStateException if the catalogue does not list them
   * @throws UncheckedIOException if a file is missing
   */
  public static LabelledImages mnist() {
    try {
      return idx(
          shipped("mnist10k-images-idx3-ubyte.gz"), shipped("mnist10k-labels-idx1-ubyte.gz"), 10);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The 1,797 digits of 8 x 8 pixels that ship with the course, for tests and first tries.
   *
   * @return the digits, in the order of the file
   * @throws IllegalStateException if the catalogue does not list them
   * @throws UncheckedIOException if the file is missing
   */
  public static LabelledImages digits() {
    try {
      return table(shipped("digits.csv.gz"), 8, 8, 16, 10);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static Path shipped(String name) {
    return Datasets.catalogue().named("digits").stream()
        .flatMap(set -> set.paths().stream())
        .filter(path -> path.endsWith(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The catalogue lists no digits/"
                        + name
                        + ": restore datasets/"
                        + Datasets.CATALOGUE
                        + "."));
  }

  private static UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException(
        "Cannot read " + e.getMessage() + " (`unroll data verify` lists what is damaged).", e);
  }

  /**
   * Reads a pair of idx files, as MNIST and EMNIST come.
   *
   * @param images unsigned bytes of three dimensions: number, height, width
   * @param labels unsigned bytes of one dimension
   * @param classes how many there are: labels are 0 to {@code classes - 1}
   * @return the images, 255 becoming 1
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a file is not what it should be, or the two do not go
   *     together; the message is one line that names the file
   */
  public static LabelledImages idx(Path images, Path labels, int classes) throws IOException {
    IdxFile pictures = read(images, 3, "images of three: number, height, width");
    IdxFile names = read(labels, 1, "labels of one");
    int count = pictures.shape().get(0);
    if (names.numbers().length != count) {
      throw new IllegalArgumentException(
          String.format(
              "%s has %d labels, but %s has %d images: they are not of one set",
              labels, names.numbers().length, images, count));
    }
    if (pictures.numbers().length == 0) {
      throw new IllegalArgumentException(images + " has no image in it");
    }
    int[] classOf = new int[count];
    for (int i = 0; i < count; i++) {
      classOf[i] = names.numbers()[i] & 0xff;
      if (classOf[i] >= classes) {
        throw new IllegalArgumentException(
            String.format(
                "%s: label %d of image %d is none of the %d classes, 0 to %d",
                labels, classOf[i], i, classes, classes - 1));
      }
    }
    return new LabelledImages(
        pictures.shape().get(1),
        pictures.shape().get(2),
        classes,
        255,
        pictures.numbers(),
        classOf);
  }

  private static IdxFile read(Path file, int dimensions, String wanted) throws IOException {
    IdxFile idx = IdxFile.read(file);
    if (idx.shape().size() != dimensions) {
      throw new IllegalArgumentException(
          String.format(
              "%s has numbers of %d dimensions, %s are wanted: is it the other file of the pair?",
              file, idx.shape().size(), wanted));
    }
    return idx;
  }

  /**
   * Reads a table of images: a line an image, its pixels and then its label as whole numbers,
   * separated by commas. The file may be packed by gzip.
   *
   * @param file the table
   * @param height in pixels
   * @param width in pixels
   * @param white the largest number of a pixel, which becomes 1; at most 255
   * @param classes how many there are: labels are 0 to {@code classes - 1}
   * @return the images
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a line is not as told, or the file is empty, damaged or
   *     larger than 50 MB; the message is one line that names the file and the line
   */
  public static LabelledImages table(Path file, int height, int width, int white, int classes)
      throws IOException {
    String text;
    try (Unpacked in = Unpacked.open(file)) {
      byte[] bytes = in.read(LARGEST_TABLE + 1);
      if (bytes.length == 0 || bytes.length > LARGEST_TABLE) {
        throw in.wrong(bytes.length == 0 ? "is empty" : "is no table of images: it is over 50 MB");
      }
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    int size = height * width;
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    IntStream.Builder labels = IntStream.builder();
    // Line by line, so that a bomb of empty lines ends at the first.
    Iterator<String> lines = text.lines().iterator();
    for (int number = 1; lines.hasNext(); number++) {
      String where = file + ", line " + number + ": ";
      String[] fields = lines.next().split(",", size + 2);
      if (fields.length != size + 1) {
        throw new IllegalArgumentException(
            where + (size + 1) + " numbers are wanted, " + size + " pixels and a label");
      }
      for (int j = 0; j < size; j++) {
        pixels.write(whole(fields[j], white, where));
      }
      labels.add(whole(fields[size], classes - 1, where));
    }
    return new LabelledImages(
        height, width, classes, white, pixels.toByteArray(), labels.build().toArray());
  }

  private static int whole(String field, int largest, String where) {
    if (field.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(field);
      if (number <= largest) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        where
            + (field.length() > 20 ? field.substring(0, 20) + "..." : field)
                .replaceAll("[^ -~]", "?")
            + " is no whole number of 0 to "
            + largest);
  }

  /**
   * Counts the images.
   *
   * @return at least 0
   */
  public int size() {
    return labels.length;
  }

  /**
   * Takes some of the images.
   *
   * @param from the first
   * @param to behind the last
   * @return the images in between
   * @throws IllegalArgumentException if they are not all there
   */
  public LabelledImages part(int from, int to) {
    if (from < 0 || to < from || to > size()) {
      throw new IllegalArgumentException(
          "images " + from + " to " + to + " are wanted, there are " + size());
    }
    return new LabelledImages(
        height,
        width,
        classes,
        white,
        Arrays.copyOfRange(pixels, from * height * width, to * height * width),
        Arrays.copyOfRange(labels, from, to));
  }

  /**
   * Writes images down as a batch.
   *
   * @param precision of the numbers
   * @param numbers which images, from 0. Not modified.
   * @return B x (height * width), from 0 to 1, line after line
   */
  public Matrix batch(Precision precision, int... numbers) {
    int size = height * width;
    double[] light = IntStream.range(0, 256).mapToDouble(grey -> grey / (double) white).toArray();
    Matrix batch = Matrix.zeros(precision, numbers.length, size);
    for (int b = 0; b < numbers.length; b++) {
      for (int i = 0; i < size; i++) {
        batch.set(b, i, light[pixels[numbers[b] * size + i] & 0xff]);
      }
    }
    return batch;
  }

  /**
   * Names the classes of a batch.
   *
   * @param numbers which images, from 0. Not modified.
   * @return B labels
   */
  public int[] labels(int... numbers) {
    return IntStream.of(numbers).map(number -> labels[number]).toArray();
  }
}

package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

class LabelledImagesTest {
  @TempDir Path temp;

  private Path write(String name, int... bytes) throws IOException {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return Files.write(temp.resolve(name), all);
  }

  /** Two images of 1 x 2 pixels. */
  private Path images() throws IOException {
    return write("images", 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 255, 102);
  }

  private Path labels(int... labels) throws IOException {
    int[] head = {0, 0, 8, 1, 0, 0, 0, labels.length};
    return write("labels", IntStream.concat(IntStream.of(head), IntStream.of(labels)).toArray());
  }

  private static String refused(org.junit.jupiter.api.function.Executable reading) {
    return assertThrows(IllegalArgumentException.class, reading).getMessage();
  }

  @Test
  void aPairOfFilesIsRead() throws IOException {
    LabelledImages set = LabelledImages.idx(images(), labels(3, 1), 4);
    assertArrayEquals(new int[] {1, 3}, set.labels(1, 0));
    assertArrayEquals(
        new double[][] {{1, 0.4}, {0, 0.2}}, set.batch(Precision.DOUBLE, 1, 0).toArray());
  }

  @Test
  void theFilesTheWrongWayRoundAreRefused() throws IOException {
    Path images = images();
    Path labels = labels(3, 1);
    assertEquals(
        labels
            + " has numbers of 1 dimensions, images of three: number, height, width are wanted:"
            + " is it the other file of the pair?",
        refused(() -> LabelledImages.idx(labels, images, 4)));
  }

  @Test
  void labelsOfAnotherSetAreRefused() throws IOException {
    Path images = images();
    Path labels = labels(1, 2, 3);
    assertEquals(
        labels + " has 3 labels, but " + images + " has 2 images: they are not of one set",
        refused(() -> LabelledImages.idx(images, labels, 4)));
  }

  @Test
  void aLabelOutOfRangeIsRefused() throws IOException {
    Path images = images();
    Path labels = labels(0, 200);
    assertEquals(
        labels + ": label 200 of image 1 is none of the 10 classes, 0 to 9",
        refused(() -> LabelledImages.idx(images, labels, 10)));
  }

  @Test
  void imagesWithoutPixelsAreRefused() throws IOException {
    Path none = write("none", 0, 0, 8, 3, 0, 0, 0, 0, 127, 0, 0, 0, 127, 0, 0, 0);
    Path labels = labels();
    assertEquals(none + " has no image in it", refused(() -> LabelledImages.idx(none, labels, 4)));
  }

  @Test
  void aTableIsRead() throws IOException {
    Path file = Files.writeString(temp.resolve("t.csv"), "0,16,3\n8,4,0\n");
    LabelledImages set = LabelledImages.table(file, 1, 2, 16, 4);
    assertArrayEquals(new int[] {3, 0}, set.labels());
    assertArrayEquals(
        new double[][] {{0, 1}, {0.5, 0.25}}, set.batch(Precision.DOUBLE, 0, 1).toArray());
  }

  @Test
  void aLineOfTooFewNumbersIsNamed() throws IOException {
    Path file = Files.writeString(temp.resolve("t.csv"), "0,16,3\n8,4\n");
    assertEquals(
        file + ", line 2: 3 numbers are wanted, 2 pixels and a label",
        refused(() -> LabelledImages.table(file, 1, 2, 16, 4)));
  }

  @Test
  void aLineOfTooManyNumbersIsNamed() throws IOException {
    Path file = Files.writeString(temp.resolve("t.csv"), "0,16,3,1,1,1\n");
    assertTrue(refused(() -> LabelledImages.table(file, 1, 2, 16, 4)).contains("line 1: 3 numb"));
  }

  @Test
  void whatIsNoPixelIsNamedWithItsLine() throws IOException {
    Path file = Files.writeString(temp.resolve("t.csv"), "0,17,3\n");
    assertEquals(
        file + ", line 1: 17 is no whole number of 0 to 16",
        refused(() -> LabelledImages.table(file, 1, 2, 16, 4)));
  }

  @Test
  void anEmptyTableIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("t.csv"), "");
    assertEquals(file + " is empty", refused(() -> LabelledImages.table(file, 1, 2, 16, 4)));
  }

  @Test
  void theShippedMnistHasTenThousandDigitsOfTenClasses() {
    LabelledImages mnist = LabelledImages.mnist();
    assertEquals(10_000, mnist.size());
    assertEquals(28 * 28, mnist.height() * mnist.width());
    assertEquals(10, IntStream.of(mnist.labels()).distinct().count());
  }

  @Test
  void theShippedSmallDigitsAreReadAsTheTableHasThem() {
    LabelledImages digits = LabelledImages.digits();
    assertEquals(1797, digits.size());
    // The file begins 0,0,5,13 and its first digit is a zero.
    Matrix first = digits.batch(Precision.DOUBLE, 0);
    assertEquals(13 / 16.0, first.get(0, 3));
    assertEquals(0, digits.labels()[0]);
  }

  @Test
  void aPartHasItsOwnImagesAndLabels() throws IOException {
    LabelledImages second = LabelledImages.idx(images(), labels(3, 1), 4).part(1, 2);
    assertEquals(1, second.size());
    assertEquals(1, second.batch(Precision.DOUBLE, 0).get(0, 0));
    assertEquals(1, second.labels()[0]);
  }

  @Test
  void aPartThatIsNotThereIsRefused() throws IOException {
    LabelledImages set = LabelledImages.idx(images(), labels(3, 1), 4);
    assertEquals("images 1 to 3 are wanted, there are 2", refused(() -> set.part(1, 3)));
  }
}

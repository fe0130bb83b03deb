package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final double[] RED = {1, 0, 0};
  private static final double[] BLUE = {0, 0, 1};

  private static BufferedImage drawn(Pictures pictures) throws IOException {
    String png = (String) pictures.bundle().data().get("image/png");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
  }

  @Test
  void pixelsStandWhereTheyShould() throws IOException {
    BufferedImage image =
        drawn(Pictures.of("two", 1).with("a", new double[][][] {{RED, BLUE}, {BLUE, RED}}));
    // one picture fills the width between the margins, below the title; two dots a CSS pixel
    assertEquals(0xFF0000, image.getRGB(2 * 20, 2 * 50) & 0xFFFFFF);
    assertEquals(0x0000FF, image.getRGB(2 * 600, 2 * 50) & 0xFFFFFF);
    assertEquals(0x0000FF, image.getRGB(2 * 20, 2 * 600) & 0xFFFFFF);
    assertEquals(0xFF0000, image.getRGB(2 * 600, 2 * 600) & 0xFFFFFF);
  }

  @Test
  void valuesOutsideAreCutOff() throws IOException {
    BufferedImage image =
        drawn(Pictures.of("one", 1).with("a", new double[][][] {{{7, -3, Double.NaN}}}));
    assertEquals(0xFF0000, image.getRGB(640, 400) & 0xFFFFFF);
  }

  @Test
  void aRowMoreMakesTheFigureHigher() throws IOException {
    Pictures two = Pictures.of("row", 2).with("a", new double[][][] {{RED}});
    two = two.with("b", new double[][][] {{RED}});
    int one = drawn(two).getHeight();
    assertTrue(drawn(two.with("c", new double[][][] {{RED}})).getHeight() > one);
  }

  @Test
  void theWordsBelowAreInTheText() {
    Pictures pictures = Pictures.of("Scenes", 2).with("a red 3\nsaid", new double[][][] {{RED}});
    assertEquals("Scenes\n  a red 3 | said", pictures.bundle().plainText());
  }

  @Test
  void theAlternativeTextIsTheOneGiven() {
    Pictures pictures = Pictures.of("Scenes", 2).with("a", new double[][][] {{RED}}).alt("words");
    assertEquals("words", ((Map<?, ?>) pictures.bundle().metadata().get("image/png")).get("alt"));
  }

  @Test
  void whatIsLookedAtStaysAndTheRestIsDimmed() {
    double[][][] lit =
        Pictures.lit(new double[][][] {{RED, {0, 0, 0}, RED, {0, 0, 0}}}, new double[][] {{1, 0}});
    assertArrayEquals(new double[] {1, 0, 0}, lit[0][0]);
    assertArrayEquals(new double[] {0.45, 0.45, 0.45}, lit[0][1]);
    assertArrayEquals(new double[] {0.4, 0, 0}, lit[0][2]);
    assertArrayEquals(new double[] {0, 0, 0}, lit[0][3]);
  }

  @Test
  void raggedLinesAreRefused() {
    assertEquals(
        "picture 'a' has lines of 1 and of 2 pixels; all must be of one length",
        assertThrows(
                IllegalArgumentException.class,
                () -> Pictures.of("x", 1).with("a", new double[][][] {{RED}, {RED, RED}}))
            .getMessage());
  }

  @Test
  void aPictureWithoutPixelsIsRefused() {
    assertEquals(
        "picture 'a' has no pixel",
        assertThrows(
                IllegalArgumentException.class,
                () -> Pictures.of("x", 1).with("a", new double[0][][]))
            .getMessage());
  }
}

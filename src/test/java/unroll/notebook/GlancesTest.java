package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import unroll.notebook.Glances.Look;

class GlancesTest {
  /** 4 x 4 pixels, white. */
  private static final double[] WHITE = new double[16];

  static {
    java.util.Arrays.fill(WHITE, 1);
  }

  private static final List<Look> LEFT = List.of(new Look(1, 2, 2));

  private static Glances one(List<Look> looks) {
    return Glances.of("one", 4, 4).columns(1).picture("a 4", WHITE, looks);
  }

  private static BufferedImage picture(Glances figure) throws IOException {
    String png = (String) figure.bundle().data().get("image/png");
    return ImageIO.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(png)));
  }

  /**
   * The colour in the middle of a pixel of the only picture: 624 wide from (8, 40), twice as dense.
   */
  private static int colour(BufferedImage image, int column, int row) {
    return image.getRGB(16 + 312 * column + 156, 80 + 312 * row + 156) & 0xFFFFFF;
  }

  @Test
  void whatWasLookedAtHasItsOwnLight() throws IOException {
    assertEquals(0xFFFFFF, colour(picture(one(List.of(new Look(3, 1, 2)))), 3, 0));
  }

  @Test
  void whatWasNotLookedAtLiesInBlueShade() throws IOException {
    int shaded = colour(picture(one(LEFT)), 3, 3);
    assertTrue((shaded & 0xFF) > (shaded >> 16) + 30, Integer.toHexString(shaded));
  }

  @Test
  void aPictureWithoutGlancesHasNoShade() throws IOException {
    assertEquals(0xFFFFFF, colour(picture(one(List.of())), 3, 3));
  }

  @Test
  void theNumberStandsInTheMiddleOfTheBox() throws IOException {
    BufferedImage image = picture(one(LEFT));
    // Left of the figure 1, inside its disc.
    assertNotEquals(0xFFFFFF, image.getRGB(16 + 312 - 10, 80 + 624 + 6) & 0xFFFFFF);
  }

  @Test
  void anotherRowIsAddedWhenOneIsFull() throws IOException {
    Glances four = Glances.of("rows", 4, 4).columns(2);
    for (int i = 0; i < 3; i++) {
      four = four.picture("", WHITE, List.of());
    }
    Glances two = Glances.of("rows", 4, 4).columns(2).picture("", WHITE, List.of());
    assertEquals(
        picture(two).getHeight() + 2 * (308 + 22 + 8), picture(four).getHeight(), "in pixels");
  }

  @Test
  void bundleHasPictureAndText() {
    assertEquals(Set.of("image/png", "text/plain"), one(LEFT).bundle().data().keySet());
  }

  @Test
  void theTextSaysWhatIsThere() {
    assertEquals(
        "one: 1 pictures of 4 by 4 pixels, each with up to 1 numbered boxes", one(LEFT).toString());
  }

  @Test
  void ownWordsReplaceIt() {
    assertEquals("words", one(LEFT).alt("words").toString());
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() {
    assertEquals(
        "figure 'one' has pictures of 4 by 4 pixels, but one of 3 numbers: 'b'",
        assertThrows(
                IllegalArgumentException.class,
                () -> one(LEFT).picture("b", new double[3], List.of()))
            .getMessage());
  }

  @Test
  void noPictureIsNoFigure() {
    assertEquals(
        "figure 'none' has no picture to draw",
        assertThrows(IllegalStateException.class, () -> Glances.of("none", 1, 1).bundle())
            .getMessage());
  }

  @Test
  void noColumnsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> one(LEFT).columns(0));
  }

  @Test
  void noPixelsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Glances.of("none", 0, 4));
  }
}

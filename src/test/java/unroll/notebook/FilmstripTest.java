package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;

class FilmstripTest {
  private static final double[] INK = {1, 1, 1, 1, 1, 1};
  private static final double[] PAPER = {0, 0, 0, 0, 0, 0};

  /** Two rows of three pictures, 2 high and 3 wide. */
  private static final Filmstrip STRIP =
      Filmstrip.of("film", 2, 3)
          .row("up", List.of(INK, PAPER, INK))
          .row("down", List.of(PAPER, PAPER, INK))
          .x("step");

  private static BufferedImage picture(Filmstrip strip) throws IOException {
    String png = (String) strip.bundle().data().get("image/png");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
  }

  /** How many pixels have this colour. */
  private static int count(BufferedImage image, int colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void bundleHasPictureAndText() {
    assertEquals(Set.of("image/png", "text/plain"), STRIP.bundle().data().keySet());
  }

  @Test
  void inkIsBlackAndLightIsWhite() throws IOException {
    // Three pictures of six are ink: with light the other three are black.
    int ink = count(picture(STRIP), 0);
    assertTrue(ink > 10_000, () -> ink + " black pixels");
    assertEquals(ink, count(picture(STRIP.light()), 0), 0.02 * ink);
    assertEquals(0, count(picture(Filmstrip.of("", 2, 3).row("", List.of(PAPER))), 0));
  }

  @Test
  void aBroaderLineCoversMore() throws IOException {
    int colour = Palette.colour(1).getRGB() & 0xFFFFFF;
    int[] covered = new int[3];
    for (int broad = 0; broad < 3; broad++) {
      Filmstrip.Box box = Filmstrip.Box.about(1.5, 1, 1, 0.1 * broad);
      covered[broad] =
          count(picture(Filmstrip.of("", 2, 3).row("", List.of(INK), List.of(box))), colour);
    }
    assertTrue(covered[0] > 0 && covered[1] > covered[0] && covered[2] > covered[1]);
  }

  @Test
  void aBoxOutsideThePictureIsCutOff() throws IOException {
    int colour = Palette.colour(1).getRGB() & 0xFFFFFF;
    Filmstrip.Box box = Filmstrip.Box.about(-20, -20, 3, 1);
    assertEquals(
        0, count(picture(Filmstrip.of("", 2, 3).row("", List.of(INK), List.of(box))), colour));
  }

  @Test
  void playingPutsTheAnimationBesideTheStrip() {
    MimeBundle bundle = STRIP.playing().bundle();
    assertEquals(Set.of("image/png", "text/html", "text/plain"), bundle.data().keySet());
    String html = (String) bundle.data().get("text/html");
    assertTrue(html.contains("data:image/gif;base64,") && html.contains("data:image/png;base64,"));
    assertFalse(html.contains("<script") || html.contains("http"));
  }

  private static IIOMetadataNode frame(int number) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(STRIP.gif())));
    assertEquals(3, reader.getNumImages(true));
    return (IIOMetadataNode)
        reader.getImageMetadata(number).getAsTree("javax_imageio_gif_image_1.0");
  }

  private static String delay(int number) throws IOException {
    IIOMetadataNode control =
        (IIOMetadataNode) frame(number).getElementsByTagName("GraphicControlExtension").item(0);
    return control.getAttribute("delayTime");
  }

  @Test
  void theAnimationHasAFrameForEveryColumnAndRestsOnTheLast() throws IOException {
    assertEquals("60", delay(0));
    assertEquals("60", delay(1));
    assertEquals("250", delay(2));
  }

  @Test
  void everyFrameHasTheColoursOfTheStrip() throws IOException {
    // An animation whose frames are read with another palette is as large and plays as well.
    Filmstrip.Box box = Filmstrip.Box.about(1.5, 1, 1, 0.2);
    Filmstrip one =
        Filmstrip.of("", 2, 3).row("", List.of(INK, PAPER, INK), List.of(box, box, box));
    int orange = Palette.colour(1).getRGB() & 0xFFFFFF;
    for (int t = 0; t < 3; t++) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(one.gif())));
      BufferedImage frame = reader.read(t);
      assertTrue(count(frame, orange) > 100);
      assertTrue(count(frame, 0xFFFFFF) > 1000);
      assertEquals(t != 1, count(frame, 0) > 1000);
    }
  }

  @Test
  void theAnimationPlaysWithoutEnd() {
    String bytes = new String(STRIP.gif(), StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("NETSCAPE2.0\u0003\u0001\u0000\u0000"));
  }

  @Test
  void wordsStandForThePicture() {
    assertEquals("film: 2 rows of 3 pictures of 2 by 3 pixels", STRIP.toString());
    assertEquals("a film", STRIP.alt("a film").bundle().plainText());
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() {
    assertEquals(
        "figure 'film' has pictures of 2 by 3 pixels, but one of 5 numbers in row 'x'",
        assertThrows(
                IllegalArgumentException.class,
                () -> STRIP.row("x", List.of(INK, new double[5], INK)))
            .getMessage());
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertEquals(
        "figure 'film' has 2 pictures and 0 boxes in row 'x'; every row has 3 pictures",
        assertThrows(IllegalArgumentException.class, () -> STRIP.row("x", List.of(INK, INK)))
            .getMessage());
  }

  @Test
  void moreLabelsThanColumnsAreRefused() {
    assertEquals(
        "figure 'film' has 3 columns but 2 labels",
        assertThrows(IllegalStateException.class, () -> STRIP.columns("a", "b").bundle())
            .getMessage());
  }

  @Test
  void aStripWithoutARowCannotBeShown() {
    assertEquals(
        "figure 'film' has no row to draw",
        assertThrows(IllegalStateException.class, () -> Filmstrip.of("film", 2, 3).bundle())
            .getMessage());
  }
}

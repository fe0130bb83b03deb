package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagramTest {
  @Test
  void unrolledNetworkNamesEachArrow() {
    assertEquals(
        """
        two steps
          x⁽¹⁾ —U→ h⁽¹⁾
          h⁽⁰⁾ —W→ h⁽¹⁾
          h⁽¹⁾ —V→ o⁽¹⁾
          x⁽²⁾ —U→ h⁽²⁾
          h⁽¹⁾ —W→ h⁽²⁾
          h⁽²⁾ —V→ o⁽²⁾""",
        Diagram.unrolled("two steps", 2).toString());
  }

  @Test
  void bundleHasPictureAndText() {
    assertEquals(
        Set.of("image/png", "text/plain"),
        Diagram.unrolled("one step", 1).bundle().data().keySet());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 10})
  void nothingIsDrawnOverTheEdge(int steps) throws IOException {
    BufferedImage picture = picture(Diagram.unrolled("steps", steps));
    for (int y = 0; y < picture.getHeight(); y++) {
      assertEquals(0xFFFFFF, picture.getRGB(0, y) & 0xFFFFFF, "left edge at " + y);
      assertEquals(
          0xFFFFFF, picture.getRGB(picture.getWidth() - 1, y) & 0xFFFFFF, "right edge at " + y);
    }
  }

  @Test
  void bentArrowLeavesTheStraightWay() throws IOException {
    Diagram network = Diagram.unrolled("steps", 3);
    int straight = inkBetweenStatesAndOutputs(network.arrow("h1", "h3", ""));
    assertTrue(inkBetweenStatesAndOutputs(network.bent("h1", "h3", "", 0.4)) > straight + 50);
  }

  /** Dark pixels in a band above the row of states, under the outputs. */
  private static int inkBetweenStatesAndOutputs(Diagram diagram) throws IOException {
    BufferedImage picture = picture(diagram);
    int ink = 0;
    for (int y = 215; y < 255; y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        ink += (picture.getRGB(x, y) & 0xFF) < 0x80 ? 1 : 0;
      }
    }
    return ink;
  }

  @Test
  void arrowToNowhereNamesTheBoxes() {
    Diagram diagram = Diagram.of("d").box("h", 0, 0, "h", Diagram.Kind.STATE);
    assertEquals(
        "diagram 'd' has no box 'o'; it has [h]",
        assertThrows(IllegalArgumentException.class, () -> diagram.arrow("h", "o", "V"))
            .getMessage());
  }

  @Test
  void nameIsTakenOnce() {
    Diagram diagram = Diagram.of("d").box("h", 0, 0, "h", Diagram.Kind.STATE);
    assertThrows(
        IllegalArgumentException.class, () -> diagram.box("h", 1, 0, "h", Diagram.Kind.STATE));
  }

  @Test
  void emptyDiagramIsRefused() {
    assertThrows(IllegalStateException.class, () -> Diagram.of("d").bundle());
  }

  private static BufferedImage picture(Diagram diagram) throws IOException {
    String png = (String) diagram.bundle().data().get("image/png");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
  }
}

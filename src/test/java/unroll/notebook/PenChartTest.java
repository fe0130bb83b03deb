package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PenChartTest {
  private static final List<double[]> BAR = stroke(0, 0, 30, 0);
  private static final List<double[]> DOT = List.of(new double[] {3, 4, 1});

  private static List<double[]> stroke(double x, double y, double right, double up) {
    return List.of(new double[] {x, y, 0}, new double[] {right, up, 1});
  }

  private static BufferedImage drawn(PenChart chart) throws IOException {
    String png = (String) chart.bundle().data().get("image/png");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
  }

  /** How many pixels have the colour of the ink, more or less. */
  private static int ink(BufferedImage image) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        boolean blue = (rgb & 0xFF) > (rgb >> 16 & 0xFF) + 40;
        count += blue ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aStrokeIsInked() throws IOException {
    assertTrue(ink(drawn(Chart.pen("A bar").line("", BAR))) > 100);
  }

  @Test
  void theWayBetweenStrokesIsNotInked() throws IOException {
    List<double[]> apart =
        List.of(
            new double[] {0, 0, 0},
            new double[] {30, 0, 1},
            new double[] {200, 0, 0},
            new double[] {30, 0, 1});
    List<double[]> joined =
        List.of(
            new double[] {0, 0, 0},
            new double[] {30, 0, 0},
            new double[] {200, 0, 0},
            new double[] {30, 0, 1});
    int lifted = ink(drawn(Chart.pen("Two bars").line("", apart)));
    assertTrue(2 * lifted < ink(drawn(Chart.pen("One bar").line("", joined))));
  }

  @Test
  void aStrokeOfOnePointIsADot() throws IOException {
    assertTrue(ink(drawn(Chart.pen("A dot").line("", DOT))) > 4);
  }

  @Test
  void upIsUp() throws IOException {
    // From the left below to the right above: the right half of the ink is higher.
    BufferedImage image = drawn(Chart.pen("Rising").line("", stroke(0, 0, 60, 60)));
    int[] highest = {image.getHeight(), image.getHeight()};
    for (int y = image.getHeight() - 1; y >= 0; y--) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        if ((rgb & 0xFF) > (rgb >> 16 & 0xFF) + 40) {
          highest[x < 180 ? 0 : 1] = y;
        }
      }
    }
    assertTrue(highest[1] < highest[0], highest[1] + " against " + highest[0]);
  }

  @Test
  void aChartForASliderHasTheSizeOfAllCharts() throws IOException {
    byte[] png = Chart.pen("Bars").line("first", BAR).line("second", BAR).png();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(Picture.HEIGHT * Picture.DENSITY, image.getHeight());
  }

  @Test
  void linesAreNamedInWords() {
    PenChart chart = Chart.pen("Two words").line("hello", BAR).line("", DOT);
    assertEquals("Two words\n  hello\n  a line", chart.toString());
    assertEquals("What a reader hears", chart.alt("What a reader hears").alternative());
  }

  @Test
  void aMovementOfTwoNumbersIsRefused() {
    var message =
        assertThrows(
            IllegalArgumentException.class,
            () -> Chart.pen("Word").line("", List.of(new double[] {1, 2})));
    assertEquals(
        "figure 'Word': a movement is 3 finite numbers: right, up, end of stroke",
        message.getMessage());
  }

  @Test
  void aChartWithoutLinesIsRefused() {
    assertThrows(IllegalStateException.class, () -> Chart.pen("Nothing").bundle());
  }

  @Test
  void columnsStandSideBySide() throws IOException {
    PenChart four = Chart.pen("Bars").line("", BAR).line("", BAR).line("", BAR).line("", BAR);
    assertTrue(drawn(four.columns(2)).getHeight() < drawn(four).getHeight());
    assertEquals(ink(drawn(four)), ink(drawn(four.columns(2))), 0.1 * ink(drawn(four)));
  }

  @Test
  void noColumnIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Chart.pen("Bars").columns(0));
  }
}

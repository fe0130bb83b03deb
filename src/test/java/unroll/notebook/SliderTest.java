package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SliderTest {
  private static final Slider SLIDER =
      Slider.over("w", new double[] {-1, 0, 1.5}, w -> line("line", w));

  private static Chart line(String title, double slope) {
    return Chart.line(title).x("t").y("h").series("h", 0, slope);
  }

  private static String html(Slider slider) {
    return (String) slider.bundle().data().get("text/html");
  }

  @Test
  void bundleHasHtmlPictureAndText() {
    assertEquals(Set.of("text/html", "image/png", "text/plain"), SLIDER.bundle().data().keySet());
  }

  @Test
  void everyFigureIsInThePage() {
    assertEquals(3, html(SLIDER).split("data:image/png;base64,", -1).length - 1);
  }

  @Test
  void onlyTheMiddleFigureIsShownAtFirst() {
    assertEquals(2, html(SLIDER).split("display:none\"", -1).length - 1);
  }

  @Test
  void pageNeedsNoScriptElementAndNoOtherHost() {
    assertFalse(html(SLIDER).contains("<script") || html(SLIDER).contains("http"));
  }

  @Test
  void labelsAreMarkup() {
    Slider slider =
        Slider.frames("a<b", List.of("\"1\"", "2"), List.of(line("x", 1), line("x", 2)));
    assertTrue(html(slider).contains("a&lt;b") && html(slider).contains("&quot;1&quot;"));
  }

  @Test
  void playingStartsAtTheFirstFigure() {
    assertTrue(html(SLIDER.playing()).contains("value=\"0\""));
  }

  @Test
  void oneFigureIsTooFew() {
    assertEquals(
        "slider 'w' has 1 figures; give 2 to 24",
        assertThrows(
                IllegalArgumentException.class,
                () -> Slider.over("w", new double[] {1}, w -> line("line", w)))
            .getMessage());
  }

  @Test
  void eachFigureNeedsALabel() {
    List<Chart> charts = List.of(line("x", 1), line("x", 2));
    assertThrows(IllegalArgumentException.class, () -> Slider.frames("w", List.of("1"), charts));
  }
}

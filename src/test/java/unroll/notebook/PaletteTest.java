package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import unroll.house.Published;

class PaletteTest {
  /** Black, orange, sky blue, bluish green, yellow, blue, vermilion and reddish purple. */
  private static final Set<String> OKABE_AND_ITO =
      Set.of(
          "#000000", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7");

  @Test
  @Published("Okabe and Ito 2008")
  void everySeriesHasAColourOfTheirs() {
    for (int series = 0; series < 6; series++) {
      String colour = Palette.css(Palette.colour(series));
      assertTrue(OKABE_AND_ITO.contains(colour), colour);
    }
  }
}

package unroll.model.glimpse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

class RetinaTest {
  private static final double ROUNDING = 1e-14;

  /** 4 lines of 6 pixels, 1 to 24. */
  private static Matrix image() {
    double[] pixels = new double[24];
    for (int i = 0; i < 24; i++) {
      pixels[i] = i + 1;
    }
    return Matrix.of(Precision.DOUBLE, pixels);
  }

  private static double[] look(int scales, double x, double y) {
    return new Retina(4, 6, 2, scales)
        .look(image(), Matrix.of(Precision.DOUBLE, new double[] {x, y}))
        .toArray()[0];
  }

  @Test
  void theMiddleOfTheImageIsTheMiddleOfThePatch() {
    // Lines 2 and 3, columns 3 and 4.
    assertArrayEquals(new double[] {9, 10, 15, 16}, look(1, 0, 0));
  }

  @Test
  void theUpperLeftCornerSeesOnePixelAndDarkness() {
    assertArrayEquals(new double[] {0, 0, 0, 1}, look(1, -1, -1));
  }

  @Test
  void theLowerRightCornerSeesOnePixelAndDarkness() {
    assertArrayEquals(new double[] {24, 0, 0, 0}, look(1, 1, 1));
  }

  @Test
  void xGoesRightAndYGoesDown() {
    assertArrayEquals(new double[] {12, 0, 18, 0}, look(1, 1, 0));
    assertArrayEquals(new double[] {21, 22, 0, 0}, look(1, 0, 1));
  }

  @Test
  void thePatchStaysBeforeTheBorderUntilAPixelIsCrossed() {
    // The middle column begins at 0 and ends at 1/3.
    assertArrayEquals(look(1, 0, 0), look(1, 0.33, 0));
    assertArrayEquals(new double[] {10, 11, 16, 17}, look(1, 0.34, 0));
  }

  @Test
  @Published("Mnih et al. 2014, figure 1A")
  void aCoarserPatchAveragesTwiceAsFar() {
    double[] seen = look(2, 0, 0);
    // Lines 1 to 4, columns 2 to 5, in blocks of 2 x 2.
    double[] coarse = {
      (2 + 3 + 8 + 9) / 4.0,
      (4 + 5 + 10 + 11) / 4.0,
      (14 + 15 + 20 + 21) / 4.0,
      (16 + 17 + 22 + 23) / 4.0
    };
    assertArrayEquals(coarse, java.util.Arrays.copyOfRange(seen, 4, 8), ROUNDING);
  }

  @Test
  void beyondTheBorderDarknessIsAveragedIn() {
    double[] seen = look(3, -1, -1);
    // The coarsest patch is 8 x 8 around the corner; its lower right quarter holds 4 x 4 pixels.
    double sum = 0;
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        sum += image().get(0, y * 6 + x);
      }
    }
    assertArrayEquals(
        new double[] {0, 0, 0, sum / 16}, java.util.Arrays.copyOfRange(seen, 8, 12), ROUNDING);
  }

  @Test
  void farOutsideAllIsDark() {
    assertArrayEquals(new double[8], look(2, -1e9, 1e9));
  }

  @Test
  void anOddPatchIsRefused() {
    assertEquals(
        "no retina of 2 patches from 3 pixels on for images of 4 x 6:"
            + " the smallest patch is of an even size from 2",
        assertThrows(IllegalArgumentException.class, () -> new Retina(4, 6, 3, 2)).getMessage());
  }
}

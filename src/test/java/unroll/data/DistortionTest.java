package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

class DistortionTest {
  private static final double ROUNDING = 1e-12;

  /** 5 lines of 7 pixels, all different. */
  private static Matrix image() {
    Matrix image = Matrix.zeros(Precision.DOUBLE, 1, 35);
    for (int i = 0; i < 35; i++) {
      image.set(0, i, (i + 1) / 35.0);
    }
    return image;
  }

  /** Always goes as far as it may. */
  private static RandomGenerator far() {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return -1;
      }

      @Override
      public double nextDouble() {
        return 1;
      }
    };
  }

  private static double[] bent(Distortion distortion, RandomGenerator random) {
    return distortion.apply(image(), 5, 7, random).toArray()[0];
  }

  @Test
  void noDistortionLeavesTheImage() {
    assertArrayEquals(
        image().toArray()[0], bent(Distortion.NONE, new SplittableRandom(1)), ROUNDING);
  }

  @Test
  void aShiftOfOnePixelMovesEveryPixelAndLetsDarknessIn() {
    double[] moved = bent(new Distortion(0, 0, 0, 1, 0), far());
    Matrix image = image();
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 7; x++) {
        double expected = x < 6 && y < 4 ? image.get(0, (y + 1) * 7 + x + 1) : 0;
        assertEquals(expected, moved[y * 7 + x], ROUNDING, "line " + y + ", column " + x);
      }
    }
  }

  @Test
  void aQuarterTurnTurnsAboutTheMiddle() {
    double[] turned = bent(new Distortion(Math.PI / 2, 0, 0, 0, 0), far());
    // From the middle (line 2, column 3) two lines down becomes two columns to the left.
    assertEquals(image().get(0, 2 * 7 + 1), turned[4 * 7 + 3], ROUNDING);
  }

  @Test
  void aSlantMovesLinesAgainstEachOther() {
    double[] slanted = bent(new Distortion(0, 0.5, 0, 0, 0), far());
    assertEquals(image().get(0, 1), slanted[2], ROUNDING); // the first line by one pixel
    assertEquals(image().get(0, 2 * 7 + 2), slanted[2 * 7 + 2], ROUNDING); // the middle not
  }

  @Test
  void aStretchKeepsTheMiddleAndMovesTheRest() {
    double[] stretched = bent(new Distortion(0, 0, 1, 0, 0), far());
    assertEquals(image().get(0, 2 * 7 + 3), stretched[2 * 7 + 3], ROUNDING);
    assertEquals(image().get(0, 2 * 7 + 4), stretched[2 * 7 + 5], ROUNDING);
  }

  @Test
  @Published("Simard, Steinkraus and Platt 2003")
  void wavesMovePixelsAboutAsFarAsTold() {
    double wave = 0.3;
    Matrix image = Matrix.zeros(Precision.DOUBLE, 1, 101 * 101);
    for (int y = 0; y < 101; y++) {
      for (int x = 0; x < 101; x++) {
        image.set(0, y * 101 + x, x / 100.0);
      }
    }
    SplittableRandom random = new SplittableRandom(2);
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      // 60 and 40 of 100 are knots; a pixel of this image tells how far it came.
      Matrix bent = new Distortion(0, 0, 0, 0, wave).apply(image, 101, 101, random);
      double move = 100 * bent.get(0, 40 * 101 + 60) - 60;
      sum += move * move / 200;
    }
    assertEquals(wave, Math.sqrt(sum), 0.05); // 200 draws: 5 % of 0.3 is a deviation
  }

  @Test
  void everyImageIsBentInAWayOfItsOwn() {
    Matrix two = Matrix.zeros(Precision.DOUBLE, 2, 35);
    two.fillRows(image());
    Matrix bent = Distortion.ofDigits().apply(two, 5, 7, new SplittableRandom(3));
    assertTrue(Math.abs(bent.get(0, 17) - bent.get(1, 17)) > 1e-3);
  }

  @Test
  void theSameSeedBendsAlike() {
    assertArrayEquals(
        bent(Distortion.ofDigits(), new SplittableRandom(4)),
        bent(Distortion.ofDigits(), new SplittableRandom(4)));
  }

  @Test
  void imagesOfAnotherSizeAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Distortion.NONE.apply(image(), 7, 7, new SplittableRandom(1)));
  }
}

package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HouseNumbersTest {
  /** Square images of 10 x 10: digit d is a frame with d of its inner lines filled. */
  private static LabelledImages frames() {
    byte[] pixels = new byte[1000];
    for (int digit = 0; digit < 10; digit++) {
      for (int at = 0; at < 100; at++) {
        int row = at / 10;
        int column = at % 10;
        boolean frame = row == 0 || row == 9 || column == 0 || column == 9;
        pixels[100 * digit + at] = (byte) (frame || row <= digit ? 255 : 0);
      }
    }
    return new LabelledImages(10, 10, 10, 255, pixels, IntStream.range(0, 10).toArray());
  }

  private static HouseNumbers plain() {
    return HouseNumbers.of(frames(), List.of(), new SplittableRandom(1)).cluttered(0);
  }

  private static double light(LabelledImages images, int image, int row, int column) {
    int at = (image * images.height() + row) * images.width() + column;
    return (images.pixels()[at] & 0xff) / 255.0;
  }

  /** The brightness of the middle column of a box, as a share of the scene's brightest pixel. */
  private static double filled(LabelledImages images, int image, HouseNumbers.Box box) {
    double brightest = 0;
    for (int at = 0; at < images.height() * images.width(); at++) {
      brightest =
          Math.max(brightest, light(images, image, at / images.width(), at % images.width()));
    }
    double sum = 0;
    int column = (int) ((box.left() + box.right()) / 2);
    for (int row = (int) box.top(); row < box.bottom(); row++) {
      sum += light(images, image, row, column) / brightest;
    }
    return sum / (box.bottom() - box.top());
  }

  @Test
  void theSameSeedMakesTheSameScenes() {
    LabelledImages first = HouseNumbers.heldOut().scenes(20, new SplittableRandom(5)).images();
    LabelledImages second = HouseNumbers.heldOut().scenes(20, new SplittableRandom(5)).images();
    assertArrayEquals(first.pixels(), second.pixels());
  }

  @Test
  void anotherSeedMakesOtherNumbers() {
    assertFalse(
        Arrays.equals(
            plain().scenes(20, new SplittableRandom(5)).images().labels(),
            plain().scenes(20, new SplittableRandom(6)).images().labels()));
  }

  @Test
  void theLabelsDigitsStandInTheBoxesFromLeftToRight() {
    HouseNumbers.Scenes scenes = plain().scenes(200, new SplittableRandom(2));
    for (int i = 0; i < 200; i++) {
      int[] digits = HouseNumbers.digits(scenes.images().labels()[i]);
      for (int d = 0; d < digits.length; d++) {
        // The upper and the lower line of the frame, and as many lines as the digit says.
        double expected = Math.min(10, 2 + digits[d]) / 10.0;
        double got = filled(scenes.images(), i, scenes.boxes().get(i).get(d));
        assertEquals(expected, got, 0.09, "digit " + d + " of " + scenes.images().labels()[i]);
      }
    }
  }

  @Test
  void everyBoxIsInsideTheScene() {
    HouseNumbers.Scenes scenes = HouseNumbers.heldOut().scenes(500, new SplittableRandom(3));
    assertTrue(
        scenes.boxes().stream()
            .flatMap(List::stream)
            .allMatch(
                box ->
                    box.left() >= 0.99
                        && box.top() >= 0.99
                        && box.right() <= HouseNumbers.WIDTH - 0.99
                        && box.bottom() <= HouseNumbers.HEIGHT - 0.99));
  }

  @Test
  void boxesOfANumberDoNotOverlap() {
    HouseNumbers.Scenes scenes = HouseNumbers.heldOut().scenes(500, new SplittableRandom(3));
    for (List<HouseNumbers.Box> boxes : scenes.boxes()) {
      for (int d = 1; d < boxes.size(); d++) {
        assertTrue(boxes.get(d).left() > boxes.get(d - 1).right());
      }
    }
  }

  @Test
  void numbersHaveOneToThreeDigitsEquallyOften() {
    int[] labels = plain().scenes(3000, new SplittableRandom(4)).images().labels();
    for (int length = 1; length <= 3; length++) {
      int wanted = length;
      long count =
          Arrays.stream(labels).filter(n -> Integer.toString(n).length() == wanted).count();
      assertEquals(1000, count, 100, length + " digits");
    }
  }

  @Test
  void noNumberBeginsWithZero() {
    int[] labels = plain().scenes(1000, new SplittableRandom(4)).images().labels();
    assertTrue(Arrays.stream(labels).allMatch(number -> number >= 1 && number <= 999));
  }

  @Test
  void withoutClutterWhatIsOutsideTheBoxesIsBlack() {
    HouseNumbers.Scenes scenes = plain().scenes(50, new SplittableRandom(7));
    for (int i = 0; i < 50; i++) {
      for (int at = 0; at < HouseNumbers.HEIGHT * HouseNumbers.WIDTH; at++) {
        double x = at % HouseNumbers.WIDTH + 0.5;
        double y = at / HouseNumbers.WIDTH + 0.5;
        boolean near =
            scenes.boxes().get(i).stream()
                .anyMatch(
                    box ->
                        x > box.left() - 2
                            && x < box.right() + 2
                            && y > box.top() - 2
                            && y < box.bottom() + 2);
        int row = at / HouseNumbers.WIDTH;
        assertTrue(near || light(scenes.images(), i, row, at % HouseNumbers.WIDTH) == 0);
      }
    }
  }

  @Test
  void theInkIsBrighterThanTheWallAroundIt() {
    HouseNumbers numbers = HouseNumbers.of(frames(), List.of(), new SplittableRandom(1));
    HouseNumbers.Scenes scenes = numbers.scenes(300, new SplittableRandom(8));
    double inside = 0;
    double outside = 0;
    for (int i = 0; i < 300; i++) {
      HouseNumbers.Box box = scenes.boxes().get(i).get(0);
      int row = (int) Math.round(box.top());
      inside += light(scenes.images(), i, row, (int) ((box.left() + box.right()) / 2));
      outside += light(scenes.images(), i, 0, 0);
    }
    assertTrue(inside > outside + 300 * 0.3, inside / 300 + " against " + outside / 300);
  }

  @Test
  void aCutShowsItsDigitInTheMiddle() {
    LabelledImages crops = plain().crops(200, new SplittableRandom(9));
    double high = HouseNumbers.SIDE / 1.35;
    double middle = HouseNumbers.SIDE / 2.0;
    HouseNumbers.Box box =
        new HouseNumbers.Box(
            middle - high / 2, middle - high / 2, middle + high / 2, middle + high / 2);
    for (int i = 0; i < 200; i++) {
      double expected = Math.min(10, 2 + crops.labels()[i]) / 10.0;
      assertEquals(expected, filled(crops, i, box), 0.09, "digit " + crops.labels()[i]);
    }
  }

  @Test
  void cutsAreSquaresOfTenClasses() {
    LabelledImages crops = plain().crops(3, new SplittableRandom(9));
    assertEquals(List.of(28, 28, 10), List.of(crops.height(), crops.width(), crops.classes()));
  }

  @Test
  void aNumberIsReadFromTheLeft() {
    assertArrayEquals(new int[] {7, 0, 5}, HouseNumbers.digits(705));
  }

  @Test
  void aMissingDigitIsNamed() {
    LabelledImages nine = frames().part(0, 9);
    assertEquals(
        "there is no image of a 9",
        assertThrows(
                IllegalArgumentException.class,
                () -> HouseNumbers.of(nine, List.of(), new SplittableRandom(1)))
            .getMessage());
  }

  @Test
  void aFontWithoutDigitsIsNamed() {
    StrokeFont none = new StrokeFont("none.svg", 1000, Map.of());
    assertEquals(
        "none.svg has no 0",
        assertThrows(
                IllegalArgumentException.class,
                () -> HouseNumbers.of(frames(), List.of(none), new SplittableRandom(1)))
            .getMessage());
  }

  @Test
  void imagesThatAreNotSquareAreRefused() {
    LabelledImages wide = new LabelledImages(1, 2, 10, 255, new byte[2], new int[1]);
    assertEquals(
        "square images of 10 digits are wanted, not 1 x 2 of 10 classes",
        assertThrows(
                IllegalArgumentException.class,
                () -> HouseNumbers.of(wide, List.of(), new SplittableRandom(1)))
            .getMessage());
  }

  @Test
  void numbersThatDoNotRoamBeginAtOnePlace() {
    HouseNumbers.Scenes scenes = plain().roaming(0).scenes(100, new SplittableRandom(3));
    assertTrue(
        scenes.boxes().stream()
            .map(boxes -> boxes.get(0))
            // Three wide digits fill the strip and are a little lower.
            .allMatch(box -> box.left() >= 1 && box.left() <= 3 && box.right() < 22));
  }

  @Test
  void roamingFartherThanThereIsRoomIsRefused() {
    assertEquals(
        "numbers roam 0 to 1, not -0.1",
        assertThrows(IllegalArgumentException.class, () -> plain().roaming(-0.1)).getMessage());
  }

  @Test
  void moreClutterThanThereIsIsRefused() {
    assertEquals(
        "clutter is 0 to 1, not 1.5",
        assertThrows(IllegalArgumentException.class, () -> plain().cluttered(1.5)).getMessage());
  }
}

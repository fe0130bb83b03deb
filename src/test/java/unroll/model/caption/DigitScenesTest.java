package unroll.model.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import unroll.data.StrokeFont;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

class DigitScenesTest {
  private static DigitScenes scenes;

  @BeforeAll
  static void draw() throws IOException {
    StrokeFont font = StrokeFont.read(Path.of("datasets/strokes/HersheySans1.svg"));
    scenes = DigitScenes.of(List.of(font), 2, new SplittableRandom(1));
  }

  private static DigitScenes.Captioned learned(int count) {
    return scenes.learned(count, Precision.DOUBLE, new SplittableRandom(2));
  }

  /** The combinations of a sentence: colour, then digit, twice. */
  private static List<String> things(int[] sentence) {
    String[] words = DigitScenes.text(sentence).split(" ");
    return List.of(
        words[1] + " " + words[2], words[words.length - 2] + " " + words[words.length - 1]);
  }

  @Test
  void everySentenceIsOfOneForm() {
    for (int[] sentence : learned(200).sentences()) {
      String text = DigitScenes.text(sentence);
      assertTrue(
          text.matches(
              "a (red|green|blue|yellow) [0-9] (left of|above) a (red|green|blue|yellow) [0-9]"),
          text);
    }
  }

  @Test
  void heldOutCombinationsAreNeverLearned() {
    Set<String> learned = new HashSet<>();
    learned(4000).sentences().forEach(sentence -> learned.addAll(things(sentence)));
    assertEquals(32, learned.size());
    for (int[] sentence :
        scenes.heldOut(300, Precision.DOUBLE, new SplittableRandom(3)).sentences()) {
      assertNotEquals(Set.copyOf(things(sentence)), intersection(learned, things(sentence)));
    }
  }

  private static Set<String> intersection(Set<String> set, List<String> things) {
    Set<String> both = new HashSet<>(things);
    both.retainAll(set);
    return both;
  }

  @Test
  void everyColourAndEveryDigitIsLearned() {
    Set<String> words = new HashSet<>();
    learned(1000)
        .sentences()
        .forEach(sentence -> words.addAll(List.of(DigitScenes.text(sentence).split(" "))));
    // All words but the two that begin and end.
    assertEquals(DigitScenes.WORDS.size() - 2, words.size());
  }

  @Test
  void twoFieldsAreTakenAndTheRegionsShowWhatTheSentenceSays() {
    DigitScenes.Captioned drawn = learned(50);
    Map<String, double[]> colours =
        Map.of(
            "red", new double[] {1, 0, 0},
            "green", new double[] {0, 1, 0},
            "blue", new double[] {0, 0, 1},
            "yellow", new double[] {1, 1, 0});
    Matrix regions = drawn.scene().regions();
    for (int b = 0; b < 50; b++) {
      String[] words = DigitScenes.text(drawn.sentences().get(b)).split(" ");
      int[] taken = new int[2];
      int count = 0;
      for (int s = 0; s < DigitScenes.REGIONS; s++) {
        if (drawn.scene().images().get(b, 4 * s) == 1) {
          taken[count++] = s;
        }
      }
      assertEquals(2, count);
      boolean above = words[3].equals("above");
      assertEquals(above, taken[0] % 3 == taken[1] % 3);
      assertEquals(!above, taken[0] / 3 == taken[1] / 3);
      for (int which = 0; which < 2; which++) {
        double[] colour = colours.get(which == 0 ? words[1] : words[words.length - 2]);
        for (int channel = 0; channel < 3; channel++) {
          int column = DigitScenes.SIZE * DigitScenes.SIZE + channel;
          assertEquals(
              colour[channel], regions.get(b * DigitScenes.REGIONS + taken[which], column));
        }
      }
    }
  }

  @Test
  void inputsAndTargetsAreTheSentenceAStepApart() {
    DigitScenes.Captioned one = learned(1);
    int[] words = one.sentences().get(0);
    int[][] inputs = one.inputs();
    int[][] targets = one.targets();
    assertEquals(DigitScenes.BEGIN, inputs[0][0]);
    for (int t = 0; t < words.length; t++) {
      assertEquals(words[t], targets[t][0]);
      if (t + 1 < DigitScenes.LONGEST) {
        assertEquals(words[t], inputs[t + 1][0]);
      }
    }
    assertEquals(DigitScenes.END, targets[words.length][0]);
    for (int t = words.length + 1; t < DigitScenes.LONGEST; t++) {
      assertEquals(Captioner.MASKED, targets[t][0]);
    }
  }

  @Test
  void oneSceneOfABatchIsThatScene() {
    DigitScenes.Captioned drawn = learned(5);
    Captioner.Scene third = DigitScenes.one(drawn.scene(), 3);
    assertEquals(DigitScenes.REGIONS, third.regions().rows());
    assertArrayEquals(drawn.scene().images().toArray()[3], third.images().toArray()[0]);
    assertArrayEquals(
        drawn.scene().regions().toArray()[3 * DigitScenes.REGIONS + 4],
        third.regions().toArray()[4]);
  }

  @Test
  void pickedScenesKeepTheirSentences() {
    DigitScenes.Captioned drawn = learned(5);
    DigitScenes.Captioned picked = drawn.pick(4, 1, 4);
    assertArrayEquals(drawn.sentences().get(1), picked.sentences().get(1));
    for (int b = 0; b < 3; b += 2) {
      Captioner.Scene one = DigitScenes.one(picked.scene(), b);
      Captioner.Scene fifth = DigitScenes.one(drawn.scene(), 4);
      assertArrayEquals(fifth.regions().toArray(), one.regions().toArray());
      assertArrayEquals(fifth.images().toArray(), one.images().toArray());
    }
  }

  @Test
  void aPictureHasTheInkOfTheRegionsInTheirColours() {
    DigitScenes.Captioned drawn = learned(3);
    double[][][] picture = DigitScenes.picture(drawn.scene(), 2);
    assertEquals(3 * DigitScenes.SIZE, picture.length);
    int pixels = DigitScenes.SIZE * DigitScenes.SIZE;
    for (int s = 0; s < DigitScenes.REGIONS; s++) {
      double[] region = drawn.scene().regions().toArray()[2 * DigitScenes.REGIONS + s];
      int line = s / 3 * DigitScenes.SIZE + 7;
      int column = s % 3 * DigitScenes.SIZE + 5;
      for (int channel = 0; channel < 3; channel++) {
        double expected = region[7 * DigitScenes.SIZE + 5] * region[pixels + channel];
        assertEquals(expected, picture[line][column][channel]);
      }
    }
  }

  @Test
  void aFontWithoutDigitsIsRefused() {
    StrokeFont none = new StrokeFont("none.svg", 1000, Map.of());
    assertEquals(
        "none.svg has no 0",
        assertThrows(
                IllegalArgumentException.class,
                () -> DigitScenes.of(List.of(none), 1, new SplittableRandom(1)))
            .getMessage());
  }
}

package unroll.model.caption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import unroll.data.Ink;
import unroll.data.StrokeFont;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * Scenes made up by rule, and what is said of them: "a red 3 left of a blue 7". Its job is to draw
 * as many as one likes out of stroke fonts, and never to show while learning what is held out.
 *
 * <p>Two coloured digits stand in two of nine fields, one left of or one above the other. The
 * sentence begins with the left or upper one. A region is a field: the brightness of its pixels,
 * the colour, and which field it is. The image as a whole is seen only coarsely, which fields are
 * taken and by what colour; what the digits are must be looked up in the regions.
 *
 * <p>Eight of the forty combinations of colour and digit are held out, so that every colour and
 * every digit is learned, but not all together.
 */
public final class DigitScenes {
  /** The words that there are; the first begins a sentence, the second ends it. */
  public static final List<String> WORDS =
      List.of(
          "<begin>", "<end>", "a", "red", "green", "blue", "yellow", "left", "of", "above", "0",
          "1", "2", "3", "4", "5", "6", "7", "8", "9");

  /** The word that begins a sentence. */
  public static final int BEGIN = 0;

  /** The word that ends a sentence. */
  public static final int END = 1;

  /** Words of the longest sentence, the end included. */
  public static final int LONGEST = 9;

  /** Fields of a scene, S. */
  public static final int REGIONS = 9;

  /** Pixels on a side of a field. */
  public static final int SIZE = 12;

  /** Numbers of a region, R: pixels, colour, place. */
  public static final int REGION = SIZE * SIZE + 3 + REGIONS;

  /** Numbers of an image, I: whether a field is taken, and its colour. */
  public static final int IMAGE = REGIONS * 4;

  private static final double[][] COLOURS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 0}};
  private static final int SIDE = 3;
  private static final int FIRST_COLOUR = WORDS.indexOf("red");
  private static final Ink HAND = new Ink(0.1, 0.07, 0.07);
  private static final double PEN = 1.2;

  /** Pictures of every digit, made once: a scene takes one of them. */
  private final List<List<double[]>> pictures = new ArrayList<>();

  private DigitScenes() {}

  /**
   * Draws the digits that scenes are made of.
   *
   * @param fonts that the digits are taken from, at least one
   * @param each how many pictures of a digit in a font, each slanted, turned and sized a little
   *     differently
   * @param random the source of the draws
   * @return scenes to draw from
   * @throws IllegalArgumentException if a font has not all digits
   */
  public static DigitScenes of(List<StrokeFont> fonts, int each, RandomGenerator random) {
    DigitScenes scenes = new DigitScenes();
    for (char digit = '0'; digit <= '9'; digit++) {
      List<double[]> pictures = new ArrayList<>();
      for (StrokeFont font : fonts) {
        char wanted = digit;
        StrokeFont.Glyph glyph =
            font.glyph(digit)
                .orElseThrow(() -> new IllegalArgumentException(font.name() + " has no " + wanted));
        // Digits are seven tenths of an em high and shall fill three quarters of a field.
        double unitsPerPixel = 0.7 * font.unitsPerEm() / (0.75 * SIZE);
        for (int i = 0; i < each; i++) {
          pictures.add(
              Ink.picture(
                  Ink.centred(HAND.bent(glyph.strokes(), random), SIZE, unitsPerPixel), SIZE, PEN));
        }
      }
      scenes.pictures.add(pictures);
    }
    return scenes;
  }

  /**
   * Scenes and their sentences.
   *
   * @param scene B images
   * @param sentences B of words by number, without those that begin and end
   */
  public record Captioned(Captioner.Scene scene, List<int[]> sentences) {
    /**
     * Lists what a decoder reads.
     *
     * @return T steps of B words: the word that begins, then the sentence
     */
    public int[][] inputs() {
      return steps(0);
    }

    /**
     * Lists what a decoder is to say.
     *
     * @return T steps of B words: the sentence, then the word that ends it, then padding
     */
    public int[][] targets() {
      return steps(1);
    }

    /**
     * Takes some of the scenes.
     *
     * @param numbers which, from 0; one may come more than once. Not modified.
     * @return these scenes, copied, with their sentences
     */
    public Captioned pick(int... numbers) {
      Matrix images = scene.images().zerosLike(numbers.length, IMAGE);
      Matrix regions = scene.regions().zerosLike(numbers.length * REGIONS, REGION);
      List<int[]> said = new ArrayList<>();
      for (int b = 0; b < numbers.length; b++) {
        Captioner.Scene one = one(scene, numbers[b]);
        images.rows(b, b + 1).copyFrom(one.images());
        regions.rows(b * REGIONS, (b + 1) * REGIONS).copyFrom(one.regions());
        said.add(sentences.get(numbers[b]));
      }
      return new Captioned(new Captioner.Scene(images, regions), said);
    }

    private int[][] steps(int ahead) {
      int[][] steps = new int[LONGEST][sentences.size()];
      for (int t = 0; t < LONGEST; t++) {
        for (int b = 0; b < sentences.size(); b++) {
          int[] words = sentences.get(b);
          int at = t + ahead - 1;
          if (at < words.length) {
            steps[t][b] = at < 0 ? BEGIN : words[at];
          } else {
            steps[t][b] = at == words.length || ahead == 0 ? END : Captioner.MASKED;
          }
        }
      }
      return steps;
    }
  }

  private record Thing(int colour, int digit) {
    boolean heldOut() {
      return (digit + 2 * colour) % 5 == 0;
    }
  }

  /**
   * Draws scenes of learned combinations.
   *
   * @param batch B, at least 1
   * @param precision of the numbers
   * @param random the source of the draws
   * @return scenes and sentences
   */
  public Captioned learned(int batch, Precision precision, RandomGenerator random) {
    return draw(batch, precision, random, false);
  }

  /**
   * Draws scenes of which the first digit, the second, or both have a held-out combination.
   *
   * @param batch B, at least 1
   * @param precision of the numbers
   * @param random the source of the draws
   * @return scenes and sentences
   */
  public Captioned heldOut(int batch, Precision precision, RandomGenerator random) {
    return draw(batch, precision, random, true);
  }

  private Captioned draw(int batch, Precision precision, RandomGenerator random, boolean heldOut) {
    Matrix images = Matrix.zeros(precision, batch, IMAGE);
    Matrix regions = Matrix.zeros(precision, batch * REGIONS, REGION);
    List<int[]> sentences = new ArrayList<>();
    for (int b = 0; b < batch; b++) {
      Thing first = thing(random);
      Thing second = thing(random);
      while ((first.heldOut() || second.heldOut()) != heldOut) {
        first = thing(random);
        second = thing(random);
      }
      boolean above = random.nextBoolean();
      int before = random.nextInt(SIDE - 1);
      int after = random.nextInt(before + 1, SIDE);
      int across = random.nextInt(SIDE);
      for (int s = 0; s < REGIONS; s++) {
        regions.set(b * REGIONS + s, SIZE * SIZE + 3 + s, 1);
      }
      show(first, field(above, before, across), b, images, regions, random);
      show(second, field(above, after, across), b, images, regions, random);
      sentences.add(sentence(first, above, second));
    }
    return new Captioned(new Captioner.Scene(images, regions), sentences);
  }

  private static Thing thing(RandomGenerator random) {
    return new Thing(random.nextInt(COLOURS.length), random.nextInt(10));
  }

  private static int field(boolean above, int along, int across) {
    return above ? along * SIDE + across : across * SIDE + along;
  }

  private void show(
      Thing thing, int field, int b, Matrix images, Matrix regions, RandomGenerator random) {
    List<double[]> choice = pictures.get(thing.digit());
    double[] picture = choice.get(random.nextInt(choice.size()));
    int row = b * REGIONS + field;
    for (int pixel = 0; pixel < picture.length; pixel++) {
      regions.set(row, pixel, picture[pixel]);
    }
    images.set(b, 4 * field, 1);
    for (int channel = 0; channel < 3; channel++) {
      regions.set(row, SIZE * SIZE + channel, COLOURS[thing.colour()][channel]);
      images.set(b, 4 * field + 1 + channel, COLOURS[thing.colour()][channel]);
    }
  }

  private static int[] sentence(Thing first, boolean above, Thing second) {
    String said =
        String.format(
            "a %s %d %s a %s %d",
            WORDS.get(FIRST_COLOUR + first.colour()),
            first.digit(),
            above ? "above" : "left of",
            WORDS.get(FIRST_COLOUR + second.colour()),
            second.digit());
    return Arrays.stream(said.split(" ")).mapToInt(WORDS::indexOf).toArray();
  }

  /**
   * Writes a sentence out.
   *
   * @param sentence words by number. Not modified.
   * @return the words, separated by spaces
   */
  public static String text(int[] sentence) {
    return IntStream.of(sentence).mapToObj(WORDS::get).collect(Collectors.joining(" "));
  }

  /**
   * Cuts one example out of a batch.
   *
   * @param all B scenes
   * @param b from 0
   * @return one scene
   */
  public static Captioner.Scene one(Captioner.Scene all, int b) {
    return new Captioner.Scene(
        all.images().rows(b, b + 1), all.regions().rows(b * REGIONS, (b + 1) * REGIONS));
  }

  /**
   * Paints a scene as one sees it: the brightness of every pixel times the colour of its field.
   *
   * @param all B scenes
   * @param b which of them, from 0
   * @return lines of pixels from the top, each of red, green and blue from 0 to 1
   */
  public static double[][][] picture(Captioner.Scene all, int b) {
    double[][][] picture = new double[SIDE * SIZE][SIDE * SIZE][3];
    for (int line = 0; line < picture.length; line++) {
      for (int column = 0; column < picture.length; column++) {
        int row = b * REGIONS + line / SIZE * SIDE + column / SIZE;
        double ink = all.regions().get(row, line % SIZE * SIZE + column % SIZE);
        for (int channel = 0; channel < 3; channel++) {
          picture[line][column][channel] = ink * all.regions().get(row, SIZE * SIZE + channel);
        }
      }
    }
    return picture;
  }
}

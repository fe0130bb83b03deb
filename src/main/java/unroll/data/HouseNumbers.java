package unroll.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * House numbers of one to three digits on a wall, synthesised, and called that. Its job is to make
 * as many labelled scenes as one likes out of a seed, where real ones would be photographs of
 * streets (SVHN: Netzer et al. 2011, "Reading digits in natural images with unsupervised feature
 * learning").
 *
 * <p>A number is written by one hand: half of them in handwritten digits, half in one stroke font.
 * Its size, its place, how it climbs and how bright it is are drawn for each scene. The wall has a
 * brightness of its own that changes across it, beams, grain, and scraps of other digits (as in the
 * cluttered digits of Mnih et al. 2014, section 4.1). Numbers are always brighter than the wall; in
 * photographs they are not.
 */
public final class HouseNumbers {
  /** Pixels of a scene from top to bottom. */
  public static final int HEIGHT = 28;

  /** Pixels of a scene from left to right. */
  public static final int WIDTH = 64;

  /** Pixels on a side of a square cut out around one digit. */
  public static final int SIDE = 28;

  /** One more than the largest number: a scene's label is the number itself, 1 to 999. */
  public static final int NUMBERS = 1000;

  private static final int DIGITS = 10;
  private static final int WHITE = 255;

  /** As high as a digit of MNIST is drawn, so that both kinds are scaled alike. */
  private static final int GLYPH = 20;

  private static final int SHEET = 28;

  /** Pictures of a digit in a font, each bent a little differently. */
  private static final int EACH = 8;

  /** Stroke fonts that are held out. */
  private static final int KEPT = 2;

  private static final Ink HAND = new Ink(0.1, 0.06, 0.07);

  /** A cut is this many times as high as its digit. */
  private static final double AIR = 1.35;

  /** By hand, then by digit: the pictures to choose from. */
  private final List<List<List<InkedDigit>>> hands;

  private final double clutter;
  private final double roam;

  private HouseNumbers(List<List<List<InkedDigit>>> hands, double clutter, double roam) {
    this.hands = hands;
    this.clutter = clutter;
    this.roam = roam;
  }

  /**
   * Where a digit stands, in pixels from the upper left corner of the scene.
   *
   * @param left edge
   * @param top edge
   * @param right edge
   * @param bottom edge
   */
  public record Box(double left, double top, double right, double bottom) {}

  /**
   * Scenes and where their digits are.
   *
   * @param images {@value #HEIGHT} x {@value #WIDTH} pixels; the label is the number
   * @param boxes of each scene's digits, from left to right; to judge by, not to learn from
   */
  public record Scenes(LabelledImages images, List<List<Box>> boxes) {}

  /**
   * Makes a source of scenes.
   *
   * @param handwritten square images of the ten digits, bright on dark, each digit at least once
   * @param fonts to write from; may be none
   * @param random the source of how the fonts' digits are bent
   * @return a source of cluttered scenes
   * @throws IllegalArgumentException if a digit is missing in the images or in a font, or the
   *     images are not square
   */
  public static HouseNumbers of(
      LabelledImages handwritten, List<StrokeFont> fonts, RandomGenerator random) {
    if (handwritten.height() != handwritten.width() || handwritten.classes() != DIGITS) {
      throw new IllegalArgumentException(
          String.format(
              "square images of %d digits are wanted, not %d x %d of %d classes",
              DIGITS, handwritten.height(), handwritten.width(), handwritten.classes()));
    }
    List<List<List<InkedDigit>>> hands = new ArrayList<>();
    hands.add(cutOut(handwritten));
    for (StrokeFont font : fonts) {
      hands.add(written(font, random));
    }
    return new HouseNumbers(List.copyOf(hands), 1, 1);
  }

  /**
   * The scenes to learn from: the first 8,000 MNIST digits that ship with the course and all but
   * the last two of its stroke fonts.
   *
   * @return a source of cluttered scenes
   * @throws IllegalStateException if the catalogue does not list the digits or the fonts
   * @throws UncheckedIOException if a file is missing
   */
  public static HouseNumbers toLearnFrom() {
    return of(
        LabelledImages.mnist().part(0, 8000),
        shippedFonts(files -> files.subList(0, files.size() - KEPT)),
        new SplittableRandom(1));
  }

  /**
   * The scenes to test with: the last 2,000 digits and the last two stroke fonts, none of which
   * {@link #toLearnFrom} shows.
   *
   * @return a source of cluttered scenes
   * @throws IllegalStateException if the catalogue does not list the digits or the fonts
   * @throws UncheckedIOException if a file is missing
   */
  public static HouseNumbers heldOut() {
    return of(
        LabelledImages.mnist().part(8000, 10_000),
        shippedFonts(files -> files.subList(files.size() - KEPT, files.size())),
        new SplittableRandom(2));
  }

  private static List<StrokeFont> shippedFonts(UnaryOperator<List<Path>> some) {
    List<Path> files =
        Datasets.catalogue().named("strokes").stream()
            .flatMap(set -> set.paths().stream())
            .filter(path -> path.toString().endsWith(".svg"))
            .toList();
    if (files.size() <= KEPT) {
      throw new IllegalStateException(
          "The catalogue lists "
              + files.size()
              + " stroke fonts, more than "
              + KEPT
              + " are needed: restore datasets/"
              + Datasets.CATALOGUE
              + ".");
    }
    List<StrokeFont> fonts = new ArrayList<>();
    try {
      for (Path file : some.apply(files)) {
        fonts.add(StrokeFont.read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read " + e.getMessage() + " (`unroll data verify` lists what is damaged).", e);
    }
    return fonts;
  }

  private static List<List<InkedDigit>> cutOut(LabelledImages images) {
    List<List<InkedDigit>> byDigit = empty();
    int side = images.height();
    for (int i = 0; i < images.size(); i++) {
      int from = i * side * side;
      InkedDigit glyph =
          InkedDigit.of(
              side,
              at -> Math.min(1, (images.pixels()[from + at] & 0xff) / (double) images.white()));
      byDigit.get(images.labels()[i]).add(glyph);
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      if (byDigit.get(digit).isEmpty()) {
        throw new IllegalArgumentException("there is no image of a " + digit);
      }
    }
    return byDigit;
  }

  private static List<List<InkedDigit>> written(StrokeFont font, RandomGenerator random) {
    List<List<InkedDigit>> byDigit = empty();
    // Digits are seven tenths of an em high.
    double unitsPerPixel = 0.7 * font.unitsPerEm() / GLYPH;
    for (int digit = 0; digit < DIGITS; digit++) {
      char character = (char) ('0' + digit);
      StrokeFont.Glyph glyph =
          font.glyph(character)
              .orElseThrow(
                  () -> new IllegalArgumentException(font.name() + " has no " + character));
      for (int i = 0; i < EACH; i++) {
        double pen = between(random, 1.6, 3.4);
        double[] picture =
            Ink.picture(
                Ink.centred(HAND.bent(glyph.strokes(), random), SHEET, unitsPerPixel), SHEET, pen);
        byDigit.get(digit).add(InkedDigit.of(SHEET, at -> picture[at]));
      }
    }
    return byDigit;
  }

  private static List<List<InkedDigit>> empty() {
    return IntStream.range(0, DIGITS).<List<InkedDigit>>mapToObj(d -> new ArrayList<>()).toList();
  }

  /**
   * Clutters the walls less.
   *
   * @param amount 0 for digits on black, 1 for walls as they come
   * @return a changed copy
   * @throws IllegalArgumentException if the amount is not 0 to 1
   */
  public HouseNumbers cluttered(double amount) {
    if (!(amount >= 0 && amount <= 1)) {
      throw new IllegalArgumentException("clutter is 0 to 1, not " + amount);
    }
    return new HouseNumbers(hands, amount, roam);
  }

  /**
   * Lets the numbers roam less: strips are cut so that the number begins near the left edge and is
   * about as high as in the others, as photographs of house numbers are cut before they are read
   * (as Ba, Mnih and Kavukcuoglu 2015 do).
   *
   * @param amount 0 for every number at the left edge, in the middle of the height and of one size;
   *     1 for scenes as they come
   * @return a changed copy
   * @throws IllegalArgumentException if the amount is not 0 to 1
   */
  public HouseNumbers roaming(double amount) {
    if (!(amount >= 0 && amount <= 1)) {
      throw new IllegalArgumentException("numbers roam 0 to 1, not " + amount);
    }
    return new HouseNumbers(hands, clutter, amount);
  }

  /**
   * Lists the digits of a number.
   *
   * @param number at least 0
   * @return its digits from left to right, without leading zeros
   */
  public static int[] digits(int number) {
    return Integer.toString(number).chars().map(digit -> digit - '0').toArray();
  }

  /**
   * Draws scenes: a third of the numbers has one digit, a third two, a third three.
   *
   * @param count how many, at least 0
   * @param random the source of the draws
   * @return the scenes, labelled with their numbers
   */
  public Scenes scenes(int count, RandomGenerator random) {
    byte[] pixels = new byte[count * HEIGHT * WIDTH];
    int[] labels = new int[count];
    List<List<Box>> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels[i] = number(random);
      HouseWall wall = new HouseWall(hands, clutter, roam);
      boxes.add(wall.show(digits(labels[i]), random));
      for (int at = 0; at < HEIGHT * WIDTH; at++) {
        pixels[i * HEIGHT * WIDTH + at] = grey(wall.light(at));
      }
    }
    return new Scenes(
        new LabelledImages(HEIGHT, WIDTH, NUMBERS, WHITE, pixels, labels), List.copyOf(boxes));
  }

  /**
   * Draws scenes and cuts a square around one digit of each, all to one size; its neighbours may
   * look in, as in SVHN's second format.
   *
   * @param count how many, at least 0
   * @param random the source of the draws
   * @return squares of {@value #SIDE} pixels, labelled with the digit in the middle
   */
  public LabelledImages crops(int count, RandomGenerator random) {
    byte[] pixels = new byte[count * SIDE * SIDE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int[] digits = digits(number(random));
      HouseWall wall = new HouseWall(hands, clutter, roam);
      List<Box> boxes = wall.show(digits, random);
      int one = random.nextInt(digits.length);
      labels[i] = digits[one];
      Box box = boxes.get(one);
      double step = AIR * (box.bottom() - box.top()) / SIDE;
      for (int at = 0; at < SIDE * SIDE; at++) {
        double x = (box.left() + box.right()) / 2 + (at % SIDE + 0.5 - SIDE / 2.0) * step;
        double y = (box.top() + box.bottom()) / 2 + (at / SIDE + 0.5 - SIDE / 2.0) * step;
        pixels[i * SIDE * SIDE + at] = grey(wall.between(x - 0.5, y - 0.5));
      }
    }
    return new LabelledImages(SIDE, SIDE, DIGITS, WHITE, pixels, labels);
  }

  private static int number(RandomGenerator random) {
    int number = random.nextInt(1, DIGITS);
    for (int more = random.nextInt(3); more > 0; more--) {
      number = DIGITS * number + random.nextInt(DIGITS);
    }
    return number;
  }

  private static byte grey(double light) {
    return (byte) Math.round(WHITE * Math.max(0, Math.min(1, light)));
  }

  static double between(RandomGenerator random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }
}

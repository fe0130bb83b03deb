package unroll.model.handwriting;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import unroll.cell.Lengths;
import unroll.data.Ink;
import unroll.data.StrokeFont;
import unroll.data.StrokeFont.Point;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * Handwriting made up from stroke fonts, and called that. Its job is to write words as a person
 * might: with a slant, a size and a rising or falling line that differ from word to word, a hand
 * that drifts, and a shaky pen.
 *
 * @param fonts one is taken for each word, at least one
 */
public record SynthesizedHand(List<StrokeFont> fonts) {
  /** The characters that are written, in the order of their numbers. */
  public static final String CHARACTERS = " abcdefghijklmnopqrstuvwxyz";

  /** Pen points are this far apart, as a share of the em; movements are in units of it. */
  private static final double SPACING = 0.07;

  private static final Ink HAND = new Ink(0.12, 0.03, 0.08);

  /** The deviation of each pen point, in units of the spacing. */
  private static final double JITTER = 0.08;

  /** How much the line moves up or down from point to point, in units of the spacing. */
  private static final double DRIFT = 0.05;

  /** Copies the list. */
  public SynthesizedHand {
    fonts = List.copyOf(fonts);
    if (fonts.isEmpty()) {
      throw new IllegalArgumentException("a hand needs at least one font to write from");
    }
  }

  /**
   * Words as movements of a pen.
   *
   * @param movements (T*B) x 3, step after step: the way right and up, and 1 where a stroke ends;
   *     the first of each is (0, 0, 1). Zeros behind a shorter one
   * @param lengths of the B examples, in movements
   * @param texts B texts of numbers of {@link #CHARACTERS}
   */
  public record Written(Matrix movements, Lengths lengths, int[][] texts) {
    /**
     * Adds zeros behind the longest, which cost nothing and are not counted: batches of few
     * different lengths let a tape reuse its memory.
     *
     * @param multiple of which the steps shall be a multiple, above 0
     * @return the same texts and lengths, in as many steps or more
     */
    public Written padded(int multiple) {
      int batch = texts.length;
      int steps = movements.rows() / batch;
      int rows = (steps + multiple - 1) / multiple * multiple * batch;
      Matrix more = movements.zerosLike(rows, 3);
      more.rows(0, movements.rows()).copyFrom(movements);
      return new Written(more, lengths, texts);
    }
  }

  /**
   * Numbers a text.
   *
   * @param text of {@link #CHARACTERS}
   * @return the number of each character
   * @throws IllegalArgumentException if there is another character
   */
  public static int[] encode(String text) {
    int[] numbers = text.chars().map(CHARACTERS::indexOf).toArray();
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 0) {
        throw new IllegalArgumentException(
            '"' + text.substring(i, i + 1) + "\" is not written: only a to z and spaces are");
      }
    }
    return numbers;
  }

  /**
   * Finds the words of a text.
   *
   * @param text in any case
   * @param shortest letters of a word, at least
   * @param longest letters of a word, at most
   * @return the different words, in lower case, in order of the alphabet
   */
  public static List<String> words(String text, int shortest, int longest) {
    return java.util.Arrays.stream(text.toLowerCase(java.util.Locale.ROOT).split("[^a-z]+"))
        .filter(word -> word.length() >= shortest && word.length() <= longest)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Writes one text.
   *
   * @param text of {@link #CHARACTERS}, with at least one letter
   * @param random the source of the draws
   * @return movements of 3 numbers each: the way right and up, and 1 where a stroke ends, else 0
   * @throws IllegalArgumentException if there is a character that is not written
   */
  public List<double[]> write(String text, RandomGenerator random) {
    encode(text);
    StrokeFont font = fonts.get(random.nextInt(fonts.size()));
    double unit = SPACING * font.unitsPerEm();
    List<List<Point>> line = new ArrayList<>();
    double at = 0;
    for (char character : text.toCharArray()) {
      StrokeFont.Glyph glyph =
          font.glyph(character)
              .orElseThrow(
                  () -> new IllegalArgumentException(font.name() + " has no " + character));
      for (List<Point> stroke : glyph.strokes()) {
        double from = at;
        line.add(
            resampled(
                stroke.stream()
                    .map(point -> new Point((from + point.x()) / unit, point.y() / unit))
                    .toList()));
      }
      at += glyph.advance();
    }
    return movements(HAND.bent(line, random), random);
  }

  /** Points one unit apart along a stroke; the ends stay where they are. */
  private static List<Point> resampled(List<Point> stroke) {
    List<Point> points = new ArrayList<>(List.of(stroke.get(0)));
    double left = 1;
    for (int i = 1; i < stroke.size(); i++) {
      Point from = stroke.get(i - 1);
      Point to = stroke.get(i);
      double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
      double along = left;
      for (; along < length; along++) {
        double part = along / length;
        points.add(
            new Point(
                from.x() + part * (to.x() - from.x()), from.y() + part * (to.y() - from.y())));
      }
      left = along - length;
    }
    // A step of half a unit and more is left to the end; a shorter one replaces the last point.
    if (left < 0.5 && points.size() > 1) {
      points.remove(points.size() - 1);
    }
    points.add(stroke.get(stroke.size() - 1));
    return points;
  }

  /** From point to point, the pen shaking and the line drifting. */
  private static List<double[]> movements(List<List<Point>> line, RandomGenerator random) {
    List<double[]> movements = new ArrayList<>();
    double x = 0;
    double y = 0;
    double drift = 0;
    for (List<Point> stroke : line) {
      for (int i = 0; i < stroke.size(); i++) {
        drift += DRIFT * random.nextGaussian();
        double nextX = stroke.get(i).x() + JITTER * random.nextGaussian();
        double nextY = stroke.get(i).y() + drift + JITTER * random.nextGaussian();
        movements.add(new double[] {nextX - x, nextY - y, i == stroke.size() - 1 ? 1 : 0});
        x = nextX;
        y = nextY;
      }
    }
    return movements;
  }

  /**
   * Writes a batch.
   *
   * @param texts B of {@link #CHARACTERS}, each with at least one letter
   * @param precision of the numbers
   * @param random the source of the draws
   * @return the batch, padded to the longest
   * @throws IllegalArgumentException if there is a character that is not written
   */
  public Written write(List<String> texts, Precision precision, RandomGenerator random) {
    List<List<double[]>> written = texts.stream().map(text -> write(text, random)).toList();
    return batch(texts, written, precision);
  }

  /**
   * Puts texts that were written before into a batch.
   *
   * @param texts B
   * @param written the movements of each
   * @param precision of the numbers
   * @return the batch, padded to the longest
   */
  public static Written batch(
      List<String> texts, List<List<double[]>> written, Precision precision) {
    int batch = texts.size();
    int steps = 1 + written.stream().mapToInt(List::size).max().orElse(0);
    Matrix movements = Matrix.zeros(precision, steps * batch, 3);
    int[] lengths = new int[batch];
    for (int b = 0; b < batch; b++) {
      lengths[b] = 1 + written.get(b).size();
      movements.set(b, 2, 1);
      for (int t = 1; t < lengths[b]; t++) {
        double[] movement = written.get(b).get(t - 1);
        for (int c = 0; c < 3; c++) {
          movements.set(t * batch + b, c, movement[c]);
        }
      }
    }
    int[][] numbers = texts.stream().map(SynthesizedHand::encode).toArray(int[][]::new);
    return new Written(movements, Lengths.of(lengths), numbers);
  }
}

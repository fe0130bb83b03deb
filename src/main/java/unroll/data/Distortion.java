package unroll.data;

import java.util.random.RandomGenerator;
import unroll.matrix.Matrix;
import unroll.matrix.Shapes;

/**
 * Makes new examples out of images by bending them a little: turned, slanted, stretched, moved, and
 * pulled about as rubber would be (Simard, Steinkraus and Platt 2003, "Best practices for
 * convolutional neural networks applied to visual document analysis", section 2). A digit stays the
 * digit it is, so few labelled images do the work of many.
 *
 * <p>The rubber is a grid of {@value #KNOTS} x {@value #KNOTS} knots moved at random, and straight
 * lines between them, where the paper smooths a move of every pixel: the same waves, at a tenth of
 * the cost.
 *
 * @param turn the largest turn either way, in radians
 * @param slant the largest shear either way: pixels to the side per pixel of height
 * @param stretch the largest change of size in each direction, as a share of it
 * @param shift the largest move in each direction, in pixels
 * @param wave the standard deviation of a knot's move, in pixels
 */
public record Distortion(double turn, double slant, double stretch, double shift, double wave) {
  /** Knots of the rubber along a side. */
  private static final int KNOTS = 6;

  /** Leaves images as they are. */
  public static final Distortion NONE = new Distortion(0, 0, 0, 0, 0);

  /**
   * What suits digits of 28 x 28: 10 degrees, a slant of a fifth, a tenth larger or smaller, a
   * pixel and a half to the side, waves of a pixel.
   *
   * @return a distortion that keeps digits readable
   */
  public static Distortion ofDigits() {
    return new Distortion(0.18, 0.2, 0.1, 1.5, 1);
  }

  /**
   * Bends more, or less.
   *
   * @param factor on every bend; 0 for none
   * @return a changed copy
   */
  public Distortion times(double factor) {
    return new Distortion(
        factor * turn, factor * slant, factor * stretch, factor * shift, factor * wave);
  }

  /**
   * Bends each image in a way of its own. What comes in from beyond the border is black.
   *
   * @param images B x (height * width), line after line. Not modified.
   * @param height in pixels
   * @param width in pixels
   * @param random the source of the bends
   * @return B x (height * width)
   * @throws IllegalArgumentException if the images have another size
   */
  public Matrix apply(Matrix images, int height, int width, RandomGenerator random) {
    Shapes.require("images to distort", images, images.rows(), height * width);
    Matrix bent = images.zerosLike(images.rows(), images.columns());
    double[] source = new double[(height + 2) * (width + 2)]; // a border of darkness
    for (int b = 0; b < images.rows(); b++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          source[(y + 1) * (width + 2) + x + 1] = images.get(b, y * width + x);
        }
      }
      bend(source, height, width, random, bent, b);
    }
    return bent;
  }

  private void bend(
      double[] source, int height, int width, RandomGenerator random, Matrix bent, int row) {
    double angle = turn * either(random);
    double shear = slant * either(random);
    double wide = 1 / (1 + stretch * either(random));
    double high = 1 / (1 + stretch * either(random));
    double middleX = (width - 1) / 2.0;
    double middleY = (height - 1) / 2.0;
    double fromX = middleX + shift * either(random);
    double fromY = middleY + shift * either(random);
    double[] pullX = knots(random);
    double[] pullY = knots(random);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double knotsPerPixel = (KNOTS - 1) / Math.max(1.0, width - 1);
    double[] rowX = new double[KNOTS];
    double[] rowY = new double[KNOTS];
    for (int y = 0; y < height; y++) {
      double v = (y - middleY) * high;
      double knotY = (KNOTS - 1) * y / Math.max(1.0, height - 1);
      int top = Math.min((int) knotY, KNOTS - 2);
      for (int knot = 0; knot < KNOTS; knot++) {
        rowX[knot] = between(pullX, top * KNOTS + knot, KNOTS, knotY - top);
        rowY[knot] = between(pullY, top * KNOTS + knot, KNOTS, knotY - top);
      }
      for (int x = 0; x < width; x++) {
        double u = (x - middleX) * wide + shear * v;
        double knotX = x * knotsPerPixel;
        int left = Math.min((int) knotX, KNOTS - 2);
        double atX = fromX + cos * u - sin * v + between(rowX, left, 1, knotX - left);
        double atY = fromY + sin * u + cos * v + between(rowY, left, 1, knotX - left);
        bent.set(row, y * width + x, light(source, height, width, atX, atY));
      }
    }
  }

  private static double either(RandomGenerator random) {
    return 2 * random.nextDouble() - 1;
  }

  private double[] knots(RandomGenerator random) {
    double[] pull = new double[KNOTS * KNOTS];
    for (int i = 0; i < pull.length && wave > 0; i++) {
      pull[i] = wave * random.nextGaussian();
    }
    return pull;
  }

  /** What lies between a number and the one a step behind it. */
  private static double between(double[] numbers, int at, int step, double part) {
    return numbers[at] + part * (numbers[at + step] - numbers[at]);
  }

  /** The light between four pixels. */
  private static double light(double[] image, int height, int width, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    if (left < -1 || left >= width || top < -1 || top >= height) {
      return 0;
    }
    int at = (top + 1) * (width + 2) + left + 1;
    double upper = between(image, at, 1, x - left);
    double lower = between(image, at + width + 2, 1, x - left);
    return upper + (y - top) * (lower - upper);
  }
}

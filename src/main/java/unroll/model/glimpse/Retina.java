package unroll.model.glimpse;

import unroll.matrix.Matrix;
import unroll.matrix.Shapes;

/**
 * Sees a place of an image sharply and its surroundings ever more coarsely: K square patches around
 * the place, each twice as wide as the one before, all shrunk to the size of the first by averaging
 * (Mnih et al. 2014, figure 1A). Beyond the border of the image all is 0.
 *
 * <p>Places are (x, y) from -1 to 1: (-1, -1) is the upper left corner of the image, (0, 0) its
 * middle, (1, 1) the lower right corner.
 *
 * @param height of an image, in pixels
 * @param width of an image, in pixels
 * @param size of the smallest patch, in pixels; even, so that it has a middle between pixels
 * @param scales K, at least 1
 */
public record Retina(int height, int width, int size, int scales) {
  /**
   * Checks the sizes.
   *
   * @param height of an image, in pixels
   * @param width of an image, in pixels
   * @param size of the smallest patch, in pixels; even, so that it has a middle between pixels
   * @param scales K, at least 1
   * @throws IllegalArgumentException if a size is not above 0, or that of a patch is odd
   */
  public Retina {
    if (height < 1 || width < 1 || size < 2 || size % 2 != 0 || scales < 1) {
      throw new IllegalArgumentException(
          String.format(
              "no retina of %d patches from %d pixels on for images of %d x %d:"
                  + " the smallest patch is of an even size from 2",
              scales, size, height, width));
    }
  }

  /**
   * Returns how many numbers a glimpse has.
   *
   * @return {@code K size^2}
   */
  public int numbers() {
    return scales * size * size;
  }

  /**
   * Looks at a batch of images, at each at a place of its own.
   *
   * @param images B x (height * width), line after line. Not modified.
   * @param places B x 2, (x, y). Places outside -1 to 1 are outside the image. Not modified.
   * @return B x {@link #numbers()}: the patches from the smallest, each line after line
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Matrix look(Matrix images, Matrix places) {
    Shapes.require("images of a retina", images, images.rows(), height * width);
    Shapes.require("places of a retina", places, images.rows(), 2);
    Matrix seen = images.zerosLike(images.rows(), numbers());
    for (int b = 0; b < images.rows(); b++) {
      int x = pixel(places.get(b, 0), width);
      int y = pixel(places.get(b, 1), height);
      for (int scale = 0; scale < scales; scale++) {
        look(images, b, x, y, scale, seen);
      }
    }
    return seen;
  }

  /** The pixel to the right of, or below, a place. */
  private static int pixel(double place, int pixels) {
    // Far outside one place is as dark as the next.
    return (int) Math.floor((Math.max(-1e3, Math.min(1e3, place)) + 1) / 2 * pixels);
  }

  private void look(Matrix images, int b, int x, int y, int scale, Matrix seen) {
    int step = 1 << scale;
    int left = x - step * size / 2;
    int top = y - step * size / 2;
    int at = scale * size * size;
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double sum = 0;
        for (int i = 0; i < step; i++) {
          for (int j = 0; j < step; j++) {
            sum += light(images, b, top + row * step + i, left + column * step + j);
          }
        }
        seen.set(b, at + row * size + column, sum / (step * step));
      }
    }
  }

  private double light(Matrix images, int b, int y, int x) {
    boolean inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? images.get(b, y * width + x) : 0;
  }
}

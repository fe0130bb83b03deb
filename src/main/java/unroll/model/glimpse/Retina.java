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
    int[] x = new int[images.rows()];
    int[] y = new int[images.rows()];
    for (int b = 0; b < images.rows(); b++) {
      x[b] = pixel(places.get(b, 0), width);
      y[b] = pixel(places.get(b, 1), height);
    }
    Matrix seen = images.zerosLike(images.rows(), numbers());
    for (int scale = 0; scale < scales; scale++) {
      Matrix patches = shrunk(crops(images, x, y, size << scale), 1 << scale);
      images.kernels().addColumns(patches, 0, seen, scale * size * size, size * size);
    }
    return seen;
  }

  /** The pixel to the right of, or below, a place. */
  private static int pixel(double place, int pixels) {
    // Far outside one place is as dark as the next.
    return (int) Math.floor((Math.max(-1e3, Math.min(1e3, place)) + 1) / 2 * pixels);
  }

  /** Cuts a square around each place: (B * side) x side, image after image. */
  private Matrix crops(Matrix images, int[] x, int[] y, int side) {
    Matrix crops = images.zerosLike(x.length * side, side);
    for (int b = 0; b < x.length; b++) {
      int left = x[b] - side / 2;
      int top = y[b] - side / 2;
      int from = Math.max(0, left);
      int to = Math.min(width, left + side);
      int first = Math.max(0, top);
      int last = Math.min(height, top + side);
      if (from < to && first < last) {
        Matrix lines = images.rows(b, b + 1).reshaped(height, width).rows(first, last);
        Matrix inside = crops.rows(b * side + first - top, b * side + last - top);
        images.kernels().addColumns(lines, from, inside, from - left, to - from);
      }
    }
    return crops;
  }

  /**
   * Averages squares of step x step: B x size^2. Both directions are one product for the whole
   * batch, as {@code step} lines below each other, written one behind the other, are a line.
   */
  private Matrix shrunk(Matrix crops, int step) {
    int batch = crops.rows() / (size * step);
    if (step == 1) {
      return crops.reshaped(batch, size * size);
    }
    Matrix across = crops.zerosLike(size * step, size);
    Matrix down = crops.zerosLike(step * size, size);
    for (int i = 0; i < size * step; i++) {
      across.set(i, i / step, 1.0 / step);
      down.set(i, i % size, 1.0 / step);
    }
    Matrix narrow = crops.zerosLike(crops.rows(), size);
    crops.kernels().addProduct(crops, across, narrow);
    Matrix small = crops.zerosLike(batch * size, size);
    crops.kernels().addProduct(narrow.reshaped(batch * size, step * size), down, small);
    return small.reshaped(batch, size * size);
  }
}

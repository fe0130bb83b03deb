package unroll.model.draw;

import java.util.List;
import unroll.layer.ByExample;
import unroll.layer.Columns;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * A square window of N x N Gaussian filters on an image, whose place, width, blur and strength are
 * learned (Gregor et al. 2015, equations 19 to 29). Pixels are numbered from 1, as in the paper; A
 * is the width of the image and B its height.
 *
 * <pre>
 *   (x^, y^, log s2, log d^, log gamma) = h W + b                                     (21)
 *   gX = (A + 1) / 2 (x^ + 1),  gY = (B + 1) / 2 (y^ + 1)                       (22, 23)
 *   delta = (max(A, B) - 1) / (N - 1) d^                                              (24)
 *   muX_i = gX + (i - N/2 - 0.5) delta,  i = 1 ... N; muY likewise              (19, 20)
 *   FX[i, a] = exp(-(a - muX_i)^2 / (2 s2)) / ZX_i; FY likewise                 (25, 26)
 * </pre>
 *
 * <p>Z makes every filter sum to 1 over the pixels. It is computed as a softmax over the pixels,
 * which is the same and can never divide by 0: a filter far outside the image reads the pixel
 * nearest to it, where an unshifted sum of exponentials would be 0. The three logarithms are held
 * within 20 either way, so that nothing overflows.
 *
 * @param map H x 5
 * @param height B, in pixels
 * @param width A, in pixels
 * @param size N, at least 2
 */
public record FilterBank(Linear map, int height, int width, int size) implements Trainable {
  /** The column of the map that gives log s2. */
  static final int LOG_VARIANCE = 2;

  /** The column of the map that gives log d^. */
  static final int LOG_STRIDE = 3;

  /** The column of the map that gives log gamma. */
  static final int LOG_STRENGTH = 4;

  private static final double LARGEST_LOGARITHM = 20;

  /**
   * Checks the sizes.
   *
   * @param map H x 5
   * @param height B, in pixels
   * @param width A, in pixels
   * @param size N, at least 2
   * @throws IllegalArgumentException if the map has other than 5 outputs, or the window is smaller
   *     than 2 x 2
   */
  public FilterBank {
    unroll.matrix.Shapes.require("map of a filter bank", map.bias().matrix(), 1, 5);
    if (size < 2 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          String.format(
              "no window of %d x %d on an image of %d x %d: it needs at least 2 x 2",
              size, size, height, width));
    }
  }

  /**
   * Makes a bank that starts with a window over the whole image, as blurred as its filters are far
   * apart at 1 pixel.
   *
   * @param hidden H
   * @param height B, in pixels
   * @param width A, in pixels
   * @param size N, at least 2
   * @param init draws the weights
   * @return a new bank
   */
  public static FilterBank of(int hidden, int height, int width, int size, Initializer init) {
    return new FilterBank(Linear.of(hidden, 5, init), height, width, size);
  }

  /**
   * The filters of a batch.
   *
   * @param vertical FY, (batch * N) x B, example after example
   * @param horizontal FX, (batch * N) x A
   * @param strength gamma, batch x 1
   * @param window batch x 4: gX, gY and delta in pixels, and s2 in pixels squared
   */
  public record Filters(Value vertical, Value horizontal, Value strength, Value window) {
    /**
     * Reads images: {@code gamma FY x FX'} (equation 27).
     *
     * @param images batch x (B*A), line after line
     * @return batch x N^2, line after line
     */
    public Value read(Value images) {
      int batch = strength.rows();
      Value lines = images.reshape(batch * vertical.columns(), horizontal.columns());
      Value patch =
          ByExample.timesTransposed(ByExample.times(vertical, lines, batch), horizontal, batch);
      Value rows = patch.reshape(batch, patch.rows() * patch.columns() / batch);
      return rows.timesElements(Columns.repeat(strength, rows.columns()));
    }

    /**
     * Writes patches: {@code 1 / gamma FY' w FX} (equation 29).
     *
     * @param patches batch x N^2, line after line
     * @return batch x (B*A), line after line
     */
    public Value write(Value patches) {
      int batch = strength.rows();
      int size = vertical.rows() / batch;
      Value weaker = strength.log().scale(-1).exp();
      Value faint = patches.timesElements(Columns.repeat(weaker, patches.columns()));
      Value across = ByExample.times(faint.reshape(batch * size, size), horizontal, batch);
      Value lines = ByExample.transposedTimes(vertical, across, batch);
      return lines.reshape(batch, vertical.columns() * horizontal.columns());
    }
  }

  /**
   * Places the window.
   *
   * @param h batch x H
   * @return the filters
   * @throws IllegalArgumentException if h has other than H columns
   */
  public Filters at(Value h) {
    Value raw = map.apply(h);
    Value logs = raw.columns(2, 5).clamp(-LARGEST_LOGARITHM, LARGEST_LOGARITHM);
    Value centreX = centre(raw.columns(0, 1), width);
    Value centreY = centre(raw.columns(1, 2), height);
    double whole = (Math.max(width, height) - 1.0) / (size - 1);
    Value delta = logs.columns(1, 2).exp().scale(whole);
    Value variance = logs.columns(0, 1).exp();
    Value sharpness = logs.columns(0, 1).scale(-1).exp();
    return new Filters(
        filters(raw.columns(1, 2), delta, sharpness, height),
        filters(raw.columns(0, 1), delta, sharpness, width),
        logs.columns(2, 3).exp(),
        Value.beside(List.of(centreX, centreY, delta, variance)));
  }

  private static Value centre(Value place, int pixels) {
    Matrix one = place.tape().room(place.precision(), place.rows(), 1);
    one.fill(1);
    return place.plus(place.tape().constant(one)).scale((pixels + 1) / 2.0);
  }

  /**
   * The filters along one side. With pixels counted from the middle of the side,
   *
   * <pre>
   *   -(a - mu)^2 / (2 s2) = (mu / s2) a - 1/(2 s2) a^2 - mu^2 / (2 s2)
   * </pre>
   *
   * <p>and the softmax drops the last term, which is the same for all pixels of a filter: all
   * filters of a batch are the softmax of one product, (batch * N) x 2 times 2 x pixels.
   */
  private Value filters(Value place, Value delta, Value sharpness, int pixels) {
    int batch = place.rows();
    Tape tape = place.tape();
    Matrix offsets = tape.room(place.precision(), 1, size);
    for (int i = 1; i <= size; i++) {
      offsets.set(0, i - 1, i - size / 2.0 - 0.5);
    }
    Matrix powers = tape.room(place.precision(), 2, pixels);
    for (int a = 1; a <= pixels; a++) {
      double fromMiddle = a - (pixels + 1) / 2.0;
      powers.set(0, a - 1, fromMiddle);
      powers.set(1, a - 1, fromMiddle * fromMiddle);
    }
    Value means =
        Columns.repeat(place.scale((pixels + 1) / 2.0), size)
            .plus(delta.times(tape.constant(offsets)));
    Value sharp = Columns.repeat(sharpness, size);
    Value slope = means.timesElements(sharp).reshape(batch * size, 1);
    Value curve = sharp.scale(-0.5).reshape(batch * size, 1);
    return Value.beside(List.of(slope, curve)).times(tape.constant(powers)).softmax();
  }

  @Override
  public List<Parameter> parameters() {
    return map.parameters();
  }
}

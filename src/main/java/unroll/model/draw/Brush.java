package unroll.model.draw;

import java.util.ArrayList;
import java.util.List;
import unroll.layer.Linear;
import unroll.matrix.Shapes;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Trainable;
import unroll.tape.Value;

/** How a painter sees an image and touches its canvas. */
public interface Brush extends Trainable {
  /**
   * Returns how high an image is.
   *
   * @return in pixels
   */
  int height();

  /**
   * Returns how wide an image is.
   *
   * @return in pixels
   */
  int width();

  /**
   * Returns the size of an image.
   *
   * @return height * width, in pixels
   */
  default int pixels() {
    return height() * width();
  }

  /**
   * Returns how many numbers are seen of the image and of the error together.
   *
   * @return R
   */
  int seen();

  /**
   * Looks (equation 4).
   *
   * @param image B x pixels
   * @param error B x pixels: the image less what is painted so far
   * @param h B x H, the decoder's output of the step before
   * @return B x R
   */
  Value read(Value image, Value error, Value h);

  /**
   * Paints (equation 8).
   *
   * @param h B x H, the decoder's output
   * @return B x pixels, to be added to the logits of the canvas
   */
  Value write(Value h);

  /**
   * Makes a brush without attention: it sees all and paints all at once (equations 17 and 18).
   *
   * @param hidden H of the decoder
   * @param height of an image, in pixels
   * @param width of an image, in pixels
   * @param init draws the weights
   * @return a new brush
   */
  static Broad broad(int hidden, int height, int width, Initializer init) {
    return new Broad(Linear.of(hidden, height * width, init.named("write")), height, width);
  }

  /**
   * Makes a brush with attention: a window to read and another to write (equations 27 to 29).
   *
   * @param hidden H of the decoder
   * @param height of an image, in pixels
   * @param width of an image, in pixels
   * @param read N of the window to read, at least 2
   * @param write N of the window to write, at least 2
   * @param init draws the weights
   * @return a new brush
   */
  static Fine fine(int hidden, int height, int width, int read, int write, Initializer init) {
    return new Fine(
        FilterBank.of(hidden, height, width, read, init.named("readBank")),
        FilterBank.of(hidden, height, width, write, init.named("writeBank")),
        Linear.of(hidden, write * write, init.named("patch")));
  }

  /**
   * A brush as broad as the canvas.
   *
   * @param paint H x pixels
   * @param height of an image, in pixels
   * @param width of an image, in pixels
   */
  record Broad(Linear paint, int height, int width) implements Brush {
    /**
     * Checks the sizes.
     *
     * @param paint H x pixels
     * @param height of an image, in pixels
     * @param width of an image, in pixels
     * @throws IllegalArgumentException if what is painted is not an image of this size
     */
    public Broad {
      Shapes.require("bias of the strokes", paint.bias().matrix(), 1, height * width);
    }

    @Override
    public int seen() {
      return 2 * pixels();
    }

    @Override
    public Value read(Value image, Value error, Value h) {
      return Value.beside(List.of(image, error));
    }

    @Override
    public Value write(Value h) {
      return paint.apply(h);
    }

    @Override
    public List<Parameter> parameters() {
      return paint.parameters();
    }
  }

  /**
   * A brush with attention.
   *
   * @param reading the window to read
   * @param writing the window to write
   * @param patch H x N^2 of the window to write (equation 28)
   */
  record Fine(FilterBank reading, FilterBank writing, Linear patch) implements Brush {
    @Override
    public int height() {
      return writing.height();
    }

    @Override
    public int width() {
      return writing.width();
    }

    @Override
    public int seen() {
      return 2 * reading.size() * reading.size();
    }

    @Override
    public Value read(Value image, Value error, Value h) {
      FilterBank.Filters filters = reading.at(h);
      return Value.beside(List.of(filters.read(image), filters.read(error)));
    }

    @Override
    public Value write(Value h) {
      return writing.at(h).write(patch.apply(h));
    }

    @Override
    public List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(reading.parameters());
      all.addAll(writing.parameters());
      all.addAll(patch.parameters());
      return List.copyOf(all);
    }
  }
}

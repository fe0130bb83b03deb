package unroll.model.draw;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import unroll.cell.Lstm;
import unroll.data.Distortion;
import unroll.data.LabelledImages;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.train.Adam;
import unroll.train.Checkpoint;
import unroll.train.Progress;
import unroll.train.Schedule;
import unroll.train.Trainer;
import unroll.train.Training;
import unroll.train.Weights;

/**
 * How a painter is trained to paint digits, with attention or without: the sizes, the examples and
 * the settings, in one place, so that a lesson, a test and a reference run do the same.
 *
 * <p>The model and its loss are those of the paper (Gregor et al. 2015). As there, a pixel is ink
 * or none: an example is drawn from its grey levels as probabilities (Salakhutdinov and Murray
 * 2008), anew each time it is learned from, once and for all where it is held out. What is ours is
 * where training starts: windows whose filters touch each other and write visibly (at the plain
 * start they are dots that hardly show), a canvas that begins as the mean image, and Adam at a rate
 * that this start bears.
 *
 * <pre>{@code
 * LabelledImages digits = LabelledImages.mnist().part(0, 8000);
 * PaintingRecipe recipe = PaintingRecipe.ofDigits();
 * CanvasPainter<?, ?> painter = recipe.painter(digits, 1);
 * recipe.train(painter, digits, 1001, progress -> {});
 * Matrix pictures =
 *     painter.imagine(Tape.off(), painter.noise(10, random)).last().sigmoid().matrix();
 * }</pre>
 *
 * @param canvases T, steps of painting
 * @param read N of the window to read, at least 2; 0 for a painter without attention
 * @param write N of the window to write, at least 2; 0 for a painter without attention
 * @param hidden H of the encoder and of the decoder
 * @param latent Z of a step
 * @param bent how examples are distorted
 * @param batch B
 * @param rate of Adam at the start; falls along half a cosine
 * @param clip the longest gradient
 * @param steps of training
 */
public record PaintingRecipe(
    int canvases,
    int read,
    int write,
    int hidden,
    int latent,
    Distortion bent,
    int batch,
    double rate,
    double clip,
    long steps) {
  /** The factor on the rate at the end. */
  private static final double LAST_RATE = 0.02;

  /** The logarithm of s2 at the start: filters as broad as half of the 7 pixels between them. */
  private static final double START_LOG_VARIANCE = 2;

  /** The logarithm of the strength to write with at the start: what such a filter thins out. */
  private static final double START_LOG_STRENGTH = -4;

  /** Images that are measured at once. */
  private static final int MEASURED_AT_ONCE = 200;

  /** Imagined images that keep the mean of every pixel away from 0 and 1. */
  private static final double SMOOTHING = 20;

  private static final String KIND = "painter";

  /**
   * Checks the windows.
   *
   * @param canvases T, steps of painting
   * @param read N of the window to read, at least 2; 0 for a painter without attention
   * @param write N of the window to write, at least 2; 0 for a painter without attention
   * @param hidden H of the encoder and of the decoder
   * @param latent Z of a step
   * @param bent how examples are distorted
   * @param batch B
   * @param rate of Adam at the start; falls along half a cosine
   * @param clip the longest gradient
   * @param steps of training
   * @throws IllegalArgumentException if there is a window to read and none to write, or the other
   *     way round
   */
  public PaintingRecipe {
    if ((read == 0) != (write == 0)) {
      throw new IllegalArgumentException(
          "windows of "
              + read
              + " to read and "
              + write
              + " to write: attention takes both, none takes 0 and 0");
    }
  }

  /**
   * The recipe for digits of 28 x 28.
   *
   * @return what the reference run uses
   */
  public static PaintingRecipe ofDigits() {
    return new PaintingRecipe(
        8, 5, 5, 128, 10, Distortion.ofDigits().times(0.5), 50, 0.004, 10, 6000);
  }

  /**
   * The recipe for house numbers of 28 x 64: two steps more, and no distortion, since the scenes
   * differ enough.
   *
   * @return for images of {@link #brightened} scenes
   */
  public static PaintingRecipe ofHouseNumbers() {
    return new PaintingRecipe(10, 5, 5, 128, 10, Distortion.NONE, 50, 0.004, 10, 4000);
  }

  /**
   * Stretches the grey levels of each image, so that its lightest pixel is white: ink drawn by
   * chance then leaves no holes in numbers that hang in the dark.
   *
   * @param images not modified
   * @return as many images of the same size
   */
  public static LabelledImages brightened(LabelledImages images) {
    byte[] pixels = images.pixels().clone();
    int size = images.height() * images.width();
    for (int from = 0; from < pixels.length; from += size) {
      int lightest = 1;
      for (int i = from; i < from + size; i++) {
        lightest = Math.max(lightest, pixels[i] & 0xff);
      }
      for (int i = from; i < from + size; i++) {
        pixels[i] = (byte) Math.round((double) (pixels[i] & 0xff) * images.white() / lightest);
      }
    }
    return new LabelledImages(
        images.height(),
        images.width(),
        images.classes(),
        images.white(),
        pixels,
        images.labels().clone());
  }

  /**
   * Trains for another time.
   *
   * @param other steps of training
   * @return a changed copy
   */
  public PaintingRecipe lasting(long other) {
    return new PaintingRecipe(
        canvases, read, write, hidden, latent, bent, batch, rate, clip, other);
  }

  /**
   * Trains a painter that sees the whole image and paints on the whole canvas in every step
   * (equations 17 and 18), with all else as it was. It has more weights: the encoder reads two
   * whole images, not two patches, and the last layer paints every pixel.
   *
   * @return a changed copy
   */
  public PaintingRecipe withoutAttention() {
    return new PaintingRecipe(canvases, 0, 0, hidden, latent, bent, batch, rate, clip, steps);
  }

  /**
   * Makes a painter that knows the mean image and nothing else.
   *
   * @param images to learn from
   * @param seed of its weights
   * @return a new painter, in float
   */
  public CanvasPainter<Lstm.State, Lstm.State> painter(LabelledImages images, long seed) {
    CanvasPainter<Lstm.State, Lstm.State> painter =
        painter(images.height(), images.width(), Initializer.seeded(seed));
    Matrix all = images.batch(Precision.FLOAT, IntStream.range(0, images.size()).toArray());
    Matrix sum = all.zerosLike(1, all.columns());
    all.kernels().addSumOfRows(all, sum);
    for (int i = 0; i < sum.columns(); i++) {
      double mean = (sum.get(0, i) + SMOOTHING / 2) / (all.rows() + SMOOTHING);
      painter.blank().matrix().set(0, i, Math.log(mean / (1 - mean)));
    }
    return painter;
  }

  private CanvasPainter<Lstm.State, Lstm.State> painter(int height, int width, Initializer init) {
    Brush brush = read == 0 ? Brush.broad(hidden, height, width, init) : fine(height, width, init);
    return CanvasPainter.of(
        canvases,
        brush,
        Lstm.of(brush.seen() + hidden, hidden, init.named("encoder")),
        Lstm.of(latent, hidden, init.named("decoder")),
        init);
  }

  private Brush fine(int height, int width, Initializer init) {
    Brush.Fine brush = Brush.fine(hidden, height, width, read, write, init);
    start(brush.reading(), 0);
    start(brush.writing(), START_LOG_STRENGTH);
    return brush;
  }

  /** A window as high and wide as the smaller side of the image. */
  private static void start(FilterBank bank, double logStrength) {
    double small = Math.min(bank.height(), bank.width());
    double large = Math.max(bank.height(), bank.width());
    double logStride = Math.log((small - 1) / (large - 1));
    bank.map().bias().matrix().set(0, FilterBank.LOG_STRIDE, logStride);
    bank.map().bias().matrix().set(0, FilterBank.LOG_VARIANCE, START_LOG_VARIANCE);
    bank.map().bias().matrix().set(0, FilterBank.LOG_STRENGTH, logStrength);
  }

  /**
   * Draws images of ink or none.
   *
   * @param grey probabilities of ink, 0 to 1. Not modified.
   * @param random the source of the ink
   * @return ones and zeros of the same shape
   */
  public static Matrix ink(Matrix grey, RandomGenerator random) {
    Matrix ink = grey.zerosLike(grey.rows(), grey.columns());
    for (int b = 0; b < ink.rows(); b++) {
      for (int i = 0; i < ink.columns(); i++) {
        ink.set(b, i, random.nextDouble() < grey.get(b, i) ? 1 : 0);
      }
    }
    return ink;
  }

  /**
   * Trains a painter.
   *
   * @param painter made by this recipe. Modified.
   * @param images to learn from
   * @param seed of the examples, their distortion, their ink and the noise
   * @param listener told after every step
   * @return the loss curve, in nats per image
   */
  public Training train(
      CanvasPainter<?, ?> painter, LabelledImages images, long seed, Consumer<Progress> listener) {
    RandomGenerator random = new SplittableRandom(seed);
    return Trainer.of(Adam.of(painter.parameters(), rate))
        .clipping(clip)
        .scheduled(Schedule.cosine(LAST_RATE))
        .listening(listener)
        .fit(
            steps,
            tape -> {
              int[] some = random.ints(batch, 0, images.size()).toArray();
              Matrix grey =
                  bent.apply(
                      images.batch(Precision.FLOAT, some), images.height(), images.width(), random);
              return painter.losses(tape, ink(grey, random), painter.noise(batch, random)).bound();
            });
  }

  /**
   * Measures the bound.
   *
   * @param painter not modified
   * @param ink images of ones and zeros, usually held out. Not modified.
   * @param samples how often each image is encoded, at least 1
   * @param random the source of the noise
   * @return nats per image, the mean over images and samples
   */
  public static double bound(
      CanvasPainter<?, ?> painter, Matrix ink, int samples, RandomGenerator random) {
    double sum = 0;
    for (int from = 0; from < ink.rows(); from += MEASURED_AT_ONCE) {
      Matrix some = ink.rows(from, Math.min(ink.rows(), from + MEASURED_AT_ONCE));
      for (int sample = 0; sample < samples; sample++) {
        List<Matrix> noise = painter.noise(some.rows(), random);
        sum += some.rows() * painter.losses(Tape.off(), some, noise).bound().scalar();
      }
    }
    return sum / ink.rows() / samples;
  }

  /**
   * Saves a painter.
   *
   * @param painter made by this recipe
   * @param steps it was trained for
   * @return a checkpoint to be written
   */
  public Checkpoint checkpoint(CanvasPainter<?, ?> painter, long steps) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind", KIND);
    facts.put("step", Long.toString(steps));
    facts.put("height", Integer.toString(painter.brush().height()));
    facts.put("width", Integer.toString(painter.brush().width()));
    return Weights.of(painter.parameters(), facts);
  }

  /**
   * Makes a painter out of a checkpoint.
   *
   * @param saved made by {@link #checkpoint} of a recipe of the same sizes
   * @return the painter
   * @throws IllegalArgumentException if the checkpoint is of something else or of other sizes
   */
  public CanvasPainter<Lstm.State, Lstm.State> restore(Checkpoint saved) {
    saved.requireKind(KIND);
    CanvasPainter<Lstm.State, Lstm.State> painter =
        painter((int) saved.whole("height"), (int) saved.whole("width"), Initializer.seeded(0));
    Weights.restore(saved, painter.parameters());
    return painter;
  }
}

package unroll.model.glimpse;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import unroll.cell.Elman;
import unroll.data.Distortion;
import unroll.data.LabelledImages;
import unroll.layer.Activation;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Checkpoint;
import unroll.train.Progress;
import unroll.train.Schedule;
import unroll.train.Trainer;
import unroll.train.Training;
import unroll.train.Weights;

/**
 * How a glimpse reader is trained to read digits: the sizes, the examples and the settings, in one
 * place, so that a lesson, a test and a reference run do the same.
 *
 * <p>As in the paper (Mnih et al. 2014, section 4) the core is of rectifiers, and the loss is
 * hybrid: the cross-entropy of the last answer, plus the REINFORCE surrogate with a learned
 * baseline. What is ours: a {@link GlimpseReader#alongPath path} for the eye to start from,
 * distorted digits (few ship with the course), Adam.
 *
 * <pre>{@code
 * LabelledImages digits = LabelledImages.mnist();
 * GlimpseRecipe recipe = GlimpseRecipe.ofDigits();
 * GlimpseReader<?> reader = recipe.reader(digits, 1);
 * recipe.train(reader, digits.part(0, 8000), Looking.LEARNED, 1001, progress -> {});
 * double wrong = recipe.errorRate(reader, digits.part(8000, 10_000), Gaze.steady());
 * }</pre>
 *
 * @param patch the width of a glimpse, in pixels
 * @param scales K of the retina
 * @param glimpses T
 * @param deviation sigma of the places in training, in units of a place
 * @param reach how far from the middle the path starts at most
 * @param units A of the glimpse network
 * @param hidden H of the core, and G
 * @param bent how examples are distorted
 * @param batch B
 * @param rate of Adam at the start; falls along half a cosine
 * @param clip the longest gradient
 * @param steps of training
 */
public record GlimpseRecipe(
    int patch,
    int scales,
    int glimpses,
    double deviation,
    double reach,
    int units,
    int hidden,
    Distortion bent,
    int batch,
    double rate,
    double clip,
    long steps) {
  /** The factor on the rate at the end. */
  static final double LAST_RATE = 0.02;

  /**
   * The weight of the surrogate. Nothing but the location network learns by it, and Adam makes
   * steps of one size whatever the weight; but the gradient is clipped as a whole, and at weight 1
   * this noisy part would cut the others short.
   */
  static final double LOOKING_WEIGHT = 0.01;

  /** Images that are read at once when nothing is learned. */
  private static final int READ_AT_ONCE = 500;

  private static final String KIND = "glimpse reader";

  /**
   * The recipe for six glimpses of 10 x 10 pixels at digits of 28 x 28.
   *
   * @return what the reference run uses
   */
  public static GlimpseRecipe ofDigits() {
    return new GlimpseRecipe(
        10, 1, 6, 0.15, 0.5, 128, 192, Distortion.ofDigits().times(0.5), 64, 0.001, 5, 12_000);
  }

  /**
   * Trains for another time.
   *
   * @param other steps of training
   * @return a changed copy
   */
  public GlimpseRecipe lasting(long other) {
    return new GlimpseRecipe(
        patch, scales, glimpses, deviation, reach, units, hidden, bent, batch, rate, clip, other);
  }

  /** Who chooses the places while training. */
  public enum Looking {
    /** The network, with noise to learn from. */
    LEARNED,
    /** Chance alone, anywhere in the image: the baseline. Only reading is learned. */
    ANYWHERE
  }

  /**
   * Makes a reader that knows nothing yet.
   *
   * @param images whose size and number of classes it is for
   * @param seed of its weights
   * @return a new reader, in float
   */
  public GlimpseReader<Elman.State> reader(LabelledImages images, long seed) {
    return reader(images.height(), images.width(), images.classes(), Initializer.seeded(seed));
  }

  private GlimpseReader<Elman.State> reader(int height, int width, int classes, Initializer init) {
    return GlimpseReader.of(
            new Retina(height, width, patch, scales),
            deviation,
            units,
            Elman.of(hidden, hidden, Activation.RELU, init.named("core")),
            classes,
            init)
        .alongPath(glimpses, reach, init);
  }

  /**
   * Trains a reader.
   *
   * @param reader made by this recipe. Modified.
   * @param images to learn from
   * @param looking who chooses the places
   * @param seed of the examples, their distortion and the places
   * @param listener told after every step
   * @return the loss curve
   */
  public Training train(
      GlimpseReader<?> reader,
      LabelledImages images,
      Looking looking,
      long seed,
      Consumer<Progress> listener) {
    RandomGenerator random = new SplittableRandom(seed);
    Gaze gaze =
        looking == Looking.LEARNED ? Gaze.wandering(deviation, random) : Gaze.anywhere(random);
    return Trainer.of(Adam.of(reader.parameters(), rate))
        .clipping(clip)
        .scheduled(Schedule.cosine(LAST_RATE))
        .listening(listener)
        .fit(
            steps,
            tape -> {
              int[] some = random.ints(batch, 0, images.size()).toArray();
              Matrix shown =
                  bent.apply(
                      images.batch(Precision.FLOAT, some), images.height(), images.width(), random);
              GlimpseReader.Reading reading = reader.read(tape, shown, glimpses, gaze);
              return loss(reader, reading, images.labels(some), looking);
            });
  }

  private static Value loss(
      GlimpseReader<?> reader, GlimpseReader.Reading reading, int[] labels, Looking looking) {
    double[] rewards = reading.rewards(labels);
    GlimpseReader.Losses losses =
        reader.losses(reading, labels, rewards, reading.advantages(rewards));
    return looking == Looking.LEARNED
        ? losses.reading().plus(losses.expecting()).plus(losses.looking().scale(LOOKING_WEIGHT))
        : losses.reading();
  }

  /**
   * Measures how often a reader is wrong.
   *
   * @param reader with as many classes as the images. Not modified.
   * @param images usually held out
   * @param gaze {@link Gaze#steady()} for use, {@link Gaze#anywhere} for the baseline
   * @return the share of wrong answers, 0 to 1
   */
  public double errorRate(GlimpseReader<?> reader, LabelledImages images, Gaze gaze) {
    double right = 0;
    for (int from = 0; from < images.size(); from += READ_AT_ONCE) {
      int[] some = IntStream.range(from, Math.min(images.size(), from + READ_AT_ONCE)).toArray();
      Matrix shown = images.batch(Precision.FLOAT, some);
      GlimpseReader.Reading reading = reader.read(Tape.off(), shown, glimpses, gaze);
      right += Arrays.stream(reading.rewards(images.labels(some))).sum();
    }
    return 1 - right / images.size();
  }

  /**
   * Saves a reader.
   *
   * @param reader made by this recipe
   * @param steps it was trained for
   * @return a checkpoint to be written
   */
  public Checkpoint checkpoint(GlimpseReader<?> reader, long steps) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind", KIND);
    facts.put("step", Long.toString(steps));
    facts.put("height", Integer.toString(reader.retina().height()));
    facts.put("width", Integer.toString(reader.retina().width()));
    facts.put("classes", Integer.toString(reader.classes().bias().matrix().columns()));
    return Weights.of(reader.parameters(), facts);
  }

  /**
   * Makes a reader out of a checkpoint.
   *
   * @param saved made by {@link #checkpoint} of a recipe of the same sizes
   * @return the reader
   * @throws IllegalArgumentException if the checkpoint is of something else or of other sizes
   */
  public GlimpseReader<Elman.State> restore(Checkpoint saved) {
    saved.requireKind(KIND);
    GlimpseReader<Elman.State> reader =
        reader(
            (int) saved.whole("height"),
            (int) saved.whole("width"),
            (int) saved.whole("classes"),
            Initializer.seeded(0));
    Weights.restore(saved, reader.parameters());
    return reader;
  }
}

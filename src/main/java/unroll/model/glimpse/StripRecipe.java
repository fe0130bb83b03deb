package unroll.model.glimpse;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import unroll.cell.Gru;
import unroll.data.Distortion;
import unroll.data.HouseNumbers;
import unroll.data.LabelledImages;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.glimpse.GlimpseRecipe.Looking;
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
 * How a reader of house numbers is trained on strips, in one place for the lesson and for what
 * ships with it.
 *
 * <p>The core is a GRU, where that of single digits is a plain layer of rectifiers: there are
 * digits to be forgotten once they are said. After 1,500 steps it had 44 % of the numbers wrong,
 * rectifiers 58 %.
 *
 * <pre>{@code
 * StripRecipe recipe = StripRecipe.ofHouseNumbers();
 * NumberReader<?> reader = recipe.reader(1);
 * recipe.train(reader, recipe.strips(HouseNumbers.toLearnFrom(), 40_000, 1), Looking.LEARNED, 7, p -> {});
 * double wrong = recipe.errorRate(reader, recipe.strips(HouseNumbers.heldOut(), 2000, 2), Gaze.steady());
 * }</pre>
 *
 * @param eye the sizes of the retina, the network and the training
 * @param perDigit glimpses before each answer, which divides the eye's glimpses
 * @param clutter of the walls, 0 to 1
 * @param roam how far the numbers roam, 0 to 1
 */
public record StripRecipe(GlimpseRecipe eye, int perDigit, double clutter, double roam) {
  private static final String KIND = "number reader";
  private static final int READ_AT_ONCE = 500;

  /**
   * The recipe for six glimpses, two for each of three digits.
   *
   * @return what the reference run uses
   */
  public static StripRecipe ofHouseNumbers() {
    return new StripRecipe(
        new GlimpseRecipe(8, 2, 6, 0.12, 0.5, 128, 128, Distortion.NONE, 64, 0.002, 5, 9000),
        2,
        0.5,
        0.2);
  }

  /**
   * Trains for another time.
   *
   * @param steps of training
   * @return a changed copy
   */
  public StripRecipe lasting(long steps) {
    return new StripRecipe(eye.lasting(steps), perDigit, clutter, roam);
  }

  /**
   * Draws strips as this recipe wants them.
   *
   * @param numbers to draw from
   * @param count how many
   * @param seed of the draws
   * @return the strips and where their digits are
   */
  public HouseNumbers.Scenes scenes(HouseNumbers numbers, int count, long seed) {
    return numbers.cluttered(clutter).roaming(roam).scenes(count, new SplittableRandom(seed));
  }

  /**
   * Draws strips without telling where their digits are.
   *
   * @param numbers to draw from
   * @param count how many
   * @param seed of the draws
   * @return the strips
   */
  public LabelledImages strips(HouseNumbers numbers, int count, long seed) {
    return scenes(numbers, count, seed).images();
  }

  /**
   * Makes a reader that knows nothing yet.
   *
   * @param seed of its weights
   * @return a new reader, in float
   */
  public NumberReader<Gru.State> reader(long seed) {
    Initializer init = Initializer.seeded(seed);
    GlimpseReader<Gru.State> glimpses =
        GlimpseReader.of(
                new Retina(HouseNumbers.HEIGHT, HouseNumbers.WIDTH, eye.patch(), eye.scales()),
                eye.deviation(),
                eye.units(),
                Gru.of(eye.hidden(), eye.hidden(), init.named("core")),
                NumberReader.ANSWERS,
                init)
            .alongPath(eye.glimpses(), eye.reach(), init);
    return new NumberReader<>(glimpses, perDigit, eye.glimpses() / perDigit);
  }

  /**
   * Trains a reader.
   *
   * @param reader made by this recipe. Modified.
   * @param strips to learn from
   * @param looking who chooses the places
   * @param seed of the examples and the places
   * @param listener told after every step
   * @return the loss curve
   */
  public Training train(
      NumberReader<?> reader,
      LabelledImages strips,
      Looking looking,
      long seed,
      Consumer<Progress> listener) {
    RandomGenerator random = new SplittableRandom(seed);
    boolean learned = looking == Looking.LEARNED;
    Gaze gaze = learned ? Gaze.wandering(eye.deviation(), random) : Gaze.anywhere(random);
    return Trainer.of(Adam.of(reader.parameters(), eye.rate()))
        .clipping(eye.clip())
        .scheduled(Schedule.cosine(GlimpseRecipe.LAST_RATE))
        .listening(listener)
        .fit(
            eye.steps(),
            tape -> {
              int[] some = random.ints(eye.batch(), 0, strips.size()).toArray();
              Matrix shown = strips.batch(Precision.FLOAT, some);
              GlimpseReader.Losses losses =
                  reader.losses(reader.read(tape, shown, gaze), strips.labels(some));
              return learned
                  ? losses
                      .reading()
                      .plus(losses.expecting())
                      .plus(losses.looking().scale(GlimpseRecipe.LOOKING_WEIGHT))
                  : losses.reading();
            });
  }

  /**
   * Measures how often a number is read wrongly; one wrong digit is enough.
   *
   * @param reader made by this recipe. Not modified.
   * @param strips usually held out
   * @param gaze {@link Gaze#steady()} for use, {@link Gaze#anywhere} for the baseline
   * @return the share of wrong numbers, 0 to 1
   */
  public double errorRate(NumberReader<?> reader, LabelledImages strips, Gaze gaze) {
    int wrong = 0;
    for (int from = 0; from < strips.size(); from += READ_AT_ONCE) {
      int[] some = IntStream.range(from, Math.min(strips.size(), from + READ_AT_ONCE)).toArray();
      Matrix shown = strips.batch(Precision.FLOAT, some);
      int[] read = reader.read(Tape.off(), shown, gaze).numbers();
      for (int b = 0; b < some.length; b++) {
        wrong += read[b] == strips.labels()[some[b]] ? 0 : 1;
      }
    }
    return wrong / (double) strips.size();
  }

  /**
   * Saves a reader.
   *
   * @param reader made by this recipe
   * @param steps it was trained for
   * @return a checkpoint to be written
   */
  public Checkpoint checkpoint(NumberReader<?> reader, long steps) {
    Map<String, String> facts = Map.of("kind", KIND, "step", Long.toString(steps));
    return Weights.of(reader.parameters(), facts);
  }

  /**
   * Makes a reader out of a checkpoint.
   *
   * @param saved made by {@link #checkpoint} of a recipe of the same sizes
   * @return the reader
   * @throws IllegalArgumentException if the checkpoint is of something else or of other sizes
   */
  public NumberReader<Gru.State> restore(Checkpoint saved) {
    saved.requireKind(KIND);
    NumberReader<Gru.State> reader = reader(0);
    Weights.restore(saved, reader.parameters());
    return reader;
  }
}

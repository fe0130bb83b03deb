package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.LabelledImages;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.draw.CanvasPainter;
import unroll.model.draw.PaintingRecipe;

/** DRAW with attention on MNIST, every pixel ink or none by chance of its grey level. */
@Tag("full")
class DrawReference {
  /** The largest bound, in nats per image. */
  private static final double BAR = 100;

  private static final int SAMPLES = 2;
  private static final PaintingRecipe RECIPE = PaintingRecipe.ofDigits();
  private static final LabelledImages DIGITS = LabelledImages.mnist();
  private static final LabelledImages LEARN = DIGITS.part(0, 8000);
  private static final LabelledImages HELD = DIGITS.part(8000, 10_000);

  /** The same for all: the ink of the held-out digits is drawn once. */
  private final Matrix held =
      PaintingRecipe.ink(
          HELD.batch(Precision.FLOAT, IntStream.range(0, HELD.size()).toArray()),
          new SplittableRandom(77));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aPainterWithAttentionPaintsDigits(long seed) throws IOException {
    double before = Results.cpuSeconds();
    CanvasPainter<?, ?> painter = RECIPE.painter(LEARN, seed);
    RECIPE.train(painter, LEARN, 1000 * seed + 1, progress -> {});
    double bound = PaintingRecipe.bound(painter, held, SAMPLES, new SplittableRandom(78));
    Results.append(
        new Results.Row(
            "DRAW, MNIST 28x28 in ink drawn by grey level, 8,000 to learn from, 2,000 held out",
            String.format(
                Locale.ROOT,
                "LSTM %d and %d, %d canvases, attention %dx%d and %dx%d, Z %d, batch %d,"
                    + " Adam %s cosine, clip %.0f, distorted",
                RECIPE.hidden(),
                RECIPE.hidden(),
                RECIPE.canvases(),
                RECIPE.read(),
                RECIPE.read(),
                RECIPE.write(),
                RECIPE.write(),
                RECIPE.latent(),
                RECIPE.batch(),
                RECIPE.rate(),
                RECIPE.clip()),
            seed,
            String.format(Locale.ROOT, "bound %.2f nats, %d samples a digit", bound, SAMPLES),
            "at most 100 nats",
            RECIPE.steps(),
            Results.cpuSeconds() - before));
    assertTrue(bound <= BAR, () -> "bound " + bound);
  }
}

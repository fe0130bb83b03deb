package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.HouseNumbers;
import unroll.data.LabelledImages;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.draw.CanvasPainter;
import unroll.model.draw.PaintingRecipe;
import unroll.train.Checkpoint;

/**
 * DRAW on MNIST with attention and without, and on house numbers, every pixel ink or none by chance
 * of its grey level. What the course ships of it is written anew into {@code target/reference}.
 */
@Tag("full")
class DrawReference {
  /** The largest bound, in nats per image. */
  private static final double BAR = 100;

  private static final double HOUSE_NUMBERS_BAR = 260;

  /** Other kernels add in another order, and thousands of steps make something of that. */
  private static final double SAME = 2;

  private static final int SAMPLES = 2;
  private static final PaintingRecipe RECIPE = PaintingRecipe.ofDigits();
  private static final LabelledImages DIGITS = LabelledImages.mnist();
  private static final LabelledImages LEARN = DIGITS.part(0, 8000);
  private static final List<Long> MEASURED =
      List.of(100L, 200L, 400L, 600L, 1000L, 1500L, 2000L, 3000L, 4000L, 5000L, 6000L);
  private static final Path SHIPPED = Path.of("datasets", "trained");
  private static final Path MADE = Path.of("target", "reference");

  /** The same for all: the ink of the held-out digits is drawn once. */
  private final Matrix held = ink(DIGITS.part(8000, 10_000));

  private static Matrix ink(LabelledImages images) {
    int[] all = IntStream.range(0, images.size()).toArray();
    return PaintingRecipe.ink(images.batch(Precision.FLOAT, all), new SplittableRandom(77));
  }

  private static double bound(CanvasPainter<?, ?> painter, Matrix ink) {
    return PaintingRecipe.bound(painter, ink, SAMPLES, new SplittableRandom(78));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aPainterWithAttentionPaintsDigits(long seed) throws IOException {
    double before = Results.cpuSeconds();
    CanvasPainter<?, ?> painter = RECIPE.painter(LEARN, seed);
    RECIPE.train(painter, LEARN, 1000 * seed + 1, progress -> {});
    double bound = bound(painter, held);
    append(RECIPE, seed, bound, "at most 100 nats", before);
    assertTrue(bound <= BAR, () -> "bound " + bound);
  }

  @Test
  void theShippedPainterAndItsCurvesAreWhatTheRecipeGives() throws IOException {
    Map<Long, String> rows = new TreeMap<>();
    CanvasPainter<?, ?> fine = watched(RECIPE, rows);
    double before = Results.cpuSeconds();
    CanvasPainter<?, ?> broad = watched(RECIPE.withoutAttention(), rows);
    append(RECIPE.withoutAttention(), 1, bound(broad, held), "above what attention gives", before);
    Files.createDirectories(MADE);
    RECIPE.checkpoint(fine, RECIPE.steps()).write(MADE.resolve("painter-digits.ckpt"));
    Files.writeString(MADE.resolve("painter-curves.tsv"), String.join("", rows.values()));
    Checkpoint shipped = Checkpoint.read(SHIPPED.resolve("painter-digits.ckpt"));
    assertEquals(bound(RECIPE.restore(shipped), held), bound(fine, held), SAME);
    List<String> curves = Files.readAllLines(SHIPPED.resolve("painter-curves.tsv"));
    String[] last = curves.get(curves.size() - 1).split("\t");
    assertEquals(Double.parseDouble(last[1]), bound(fine, held), SAME);
    assertEquals(Double.parseDouble(last[2]), bound(broad, held), SAME);
  }

  /** Trains a painter and adds a column to the table of bounds. */
  private CanvasPainter<?, ?> watched(PaintingRecipe recipe, Map<Long, String> rows) {
    CanvasPainter<?, ?> painter = recipe.painter(LEARN, 1);
    recipe.train(
        painter,
        LEARN,
        1001,
        progress -> {
          if (MEASURED.contains(progress.step())) {
            String bound = String.format(Locale.ROOT, "%.2f", bound(painter, held));
            rows.merge(
                progress.step(),
                progress.step() + "\t" + bound,
                (row, same) -> row + "\t" + bound + "\n");
          }
        });
    return painter;
  }

  @Test
  void aPainterPaintsHouseNumbers() throws IOException {
    PaintingRecipe recipe = PaintingRecipe.ofHouseNumbers();
    LabelledImages scenes = scenes(HouseNumbers.toLearnFrom(), 8000, 191);
    Matrix unseen = ink(scenes(HouseNumbers.heldOut(), 1000, 192));
    double before = Results.cpuSeconds();
    CanvasPainter<?, ?> painter = recipe.painter(scenes, 1);
    recipe.train(painter, scenes, 1001, progress -> {});
    double bound = bound(painter, unseen);
    Results.append(
        new Results.Row(
            "DRAW, synthesised house numbers 28x64 on dark walls, 8,000 scenes to learn from,"
                + " 1,000 held out",
            model(recipe),
            1,
            String.format(Locale.ROOT, "bound %.2f nats, %d samples a scene", bound, SAMPLES),
            "at most 260 nats",
            recipe.steps(),
            Results.cpuSeconds() - before));
    Files.createDirectories(MADE);
    recipe.checkpoint(painter, recipe.steps()).write(MADE.resolve("painter-house-numbers.ckpt"));
    assertTrue(bound <= HOUSE_NUMBERS_BAR, () -> "bound " + bound);
  }

  private static LabelledImages scenes(HouseNumbers numbers, int count, long seed) {
    return PaintingRecipe.brightened(
        numbers.cluttered(0).scenes(count, new SplittableRandom(seed)).images());
  }

  private static void append(
      PaintingRecipe recipe, long seed, double bound, String bar, double before)
      throws IOException {
    Results.append(
        new Results.Row(
            "DRAW, MNIST 28x28 in ink drawn by grey level, 8,000 to learn from, 2,000 held out",
            model(recipe),
            seed,
            String.format(Locale.ROOT, "bound %.2f nats, %d samples a digit", bound, SAMPLES),
            bar,
            recipe.steps(),
            Results.cpuSeconds() - before));
  }

  private static String model(PaintingRecipe recipe) {
    int read = recipe.read();
    int write = recipe.write();
    return String.format(
        Locale.ROOT,
        "LSTM %d and %d, %d canvases, %s, Z %d, batch %d, Adam %s cosine, clip %.0f%s",
        recipe.hidden(),
        recipe.hidden(),
        recipe.canvases(),
        read == 0 ? "no attention" : "attention %1$dx%1$d and %2$dx%2$d".formatted(read, write),
        recipe.latent(),
        recipe.batch(),
        recipe.rate(),
        recipe.clip(),
        recipe.bent().equals(unroll.data.Distortion.NONE) ? "" : ", distorted");
  }
}

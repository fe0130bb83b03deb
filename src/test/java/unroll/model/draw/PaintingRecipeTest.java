package unroll.model.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.cell.Lstm;
import unroll.data.Distortion;
import unroll.data.LabelledImages;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Tape;
import unroll.train.Checkpoint;

class PaintingRecipeTest {
  /** Three canvases of 8 x 8: a second of training. */
  private static final PaintingRecipe SMALL =
      new PaintingRecipe(3, 2, 3, 16, 3, Distortion.NONE, 32, 0.01, 10, 150);

  private static final LabelledImages DIGITS = LabelledImages.digits();
  private static final LabelledImages LEARN = DIGITS.part(0, 1400);

  /** 397 digits: no multiple of what is measured at once. */
  private static final Matrix HELD =
      PaintingRecipe.ink(
          DIGITS.batch(Precision.FLOAT, IntStream.range(1400, 1797).toArray()),
          new SplittableRandom(7));

  @TempDir Path temp;

  private static CanvasPainter<Lstm.State, Lstm.State> trained(long steps) {
    CanvasPainter<Lstm.State, Lstm.State> painter = SMALL.painter(LEARN, 1);
    SMALL.lasting(steps).train(painter, LEARN, 2, progress -> {});
    return painter;
  }

  private static double bound(CanvasPainter<?, ?> painter, int samples) {
    return PaintingRecipe.bound(painter, HELD, samples, new SplittableRandom(8));
  }

  @Test
  void aSecondOfTrainingPaintsBetterThanTheMeanImage() {
    double mean = bound(SMALL.painter(LEARN, 1), 1);
    double after = bound(trained(150), 1);
    assertTrue(after < mean - 2, () -> after + " nats, the mean image " + mean);
  }

  @Test
  void withoutAttentionItLearnsByTheSameRecipe() {
    PaintingRecipe recipe = SMALL.withoutAttention();
    CanvasPainter<?, ?> painter = recipe.painter(LEARN, 1);
    double mean = bound(painter, 1);
    recipe.train(painter, LEARN, 2, progress -> {});
    double after = bound(painter, 1);
    assertTrue(after < mean - 1, () -> after + " nats, the mean image " + mean);
  }

  @Test
  void withoutAttentionThereIsNoWindow() {
    assertTrue(SMALL.withoutAttention().painter(LEARN, 1).brush() instanceof Brush.Broad);
    assertTrue(SMALL.painter(LEARN, 1).brush() instanceof Brush.Fine);
  }

  @Test
  void withoutAttentionAPainterOfDigitsHasMoreWeights() {
    PaintingRecipe recipe = PaintingRecipe.ofDigits();
    LabelledImages one = LabelledImages.mnist().part(0, 1);
    assertTrue(
        weights(recipe.withoutAttention().painter(one, 1)) > 4 * weights(recipe.painter(one, 1)));
  }

  private static int weights(CanvasPainter<?, ?> painter) {
    return painter.parameters().stream()
        .mapToInt(parameter -> parameter.matrix().rows() * parameter.matrix().columns())
        .sum();
  }

  @Test
  void aPainterWithoutAttentionComesBackFromItsFile() throws IOException {
    PaintingRecipe recipe = SMALL.withoutAttention();
    CanvasPainter<?, ?> painter = recipe.painter(LEARN, 1);
    Path file = temp.resolve("broad.ckpt");
    recipe.checkpoint(painter, 0).write(file);
    assertEquals(bound(painter, 1), bound(recipe.restore(Checkpoint.read(file)), 1));
  }

  @Test
  void oneWindowAloneIsRefused() {
    assertEquals(
        "windows of 2 to read and 0 to write: attention takes both, none takes 0 and 0",
        assertThrows(
                IllegalArgumentException.class,
                () -> new PaintingRecipe(3, 2, 0, 16, 3, Distortion.NONE, 32, 0.01, 10, 150))
            .getMessage());
  }

  @Test
  void theLightestPixelOfEachBrightenedImageIsWhite() {
    byte[] pixels = {10, 20, 0, 40, 0, 0, 0, 0};
    LabelledImages dim = new LabelledImages(2, 2, 2, 80, pixels, new int[] {0, 1});
    assertArrayEquals(
        new byte[] {20, 40, 0, 80, 0, 0, 0, 0}, PaintingRecipe.brightened(dim).pixels());
  }

  @Test
  void theFirstWindowIsAsHighAsTheWall() {
    LabelledImages wall = new LabelledImages(28, 64, 2, 255, new byte[28 * 64], new int[] {0});
    CanvasPainter<?, ?> painter = PaintingRecipe.ofHouseNumbers().painter(wall, 1);
    FilterBank bank = ((Brush.Fine) painter.brush()).writing();
    Matrix still = Matrix.zeros(Precision.FLOAT, 1, 128);
    Matrix window = bank.at(Tape.off().constant(still)).window().matrix();
    assertEquals(27, (bank.size() - 1) * window.get(0, 2), 1e-4); // floats
  }

  @Test
  void theCanvasBeginsAsTheMeanImage() {
    Matrix blank = SMALL.painter(LEARN, 1).blank().matrix();
    Matrix all = LEARN.batch(Precision.DOUBLE, IntStream.range(0, 1400).toArray());
    double sum = 0;
    for (int i = 0; i < 1400; i++) {
      sum += all.get(i, 27);
    }
    double shown = 1 / (1 + Math.exp(-blank.get(0, 27)));
    // Ten images of full light and ten of none keep the logits finite.
    assertEquals((sum + 10) / 1420, shown, 1e-4); // 1,400 floats are added
  }

  @Test
  void inkIsAllOrNothing() {
    for (double[] image : HELD.toArray()) {
      for (double pixel : image) {
        assertTrue(pixel == 0 || pixel == 1);
      }
    }
  }

  @Test
  @Published("Salakhutdinov and Murray 2008")
  void inkIsAsLikelyAsThePixelIsLight() {
    Matrix grey = Matrix.zeros(Precision.FLOAT, 100, 100);
    grey.fill(0.3);
    double share = grey.kernels().sum(PaintingRecipe.ink(grey, new SplittableRandom(9))) / 10_000;
    assertEquals(0.3, share, 0.02); // four deviations of 10,000 draws
  }

  @Test
  void blackStaysBlackAndWhiteBecomesInk() {
    Matrix grey = Matrix.of(Precision.FLOAT, new double[] {0, 1, 0, 1});
    assertArrayEquals(grey.toArray(), PaintingRecipe.ink(grey, new SplittableRandom(9)).toArray());
  }

  @Test
  void theBoundIsTheMeanOverImagesWhateverThePiecesItIsMeasuredIn() {
    CanvasPainter<?, ?> painter = trained(20);
    // Without noise in the code every piecing gives the same number.
    painter.logDeviation().weights().matrix().fill(0);
    painter.logDeviation().bias().matrix().fill(-20);
    double whole =
        painter
            .losses(Tape.off(), HELD, painter.noise(HELD.rows(), new SplittableRandom(10)))
            .bound()
            .scalar();
    assertEquals(whole, bound(painter, 2), 1e-4 * whole); // floats
  }

  @Test
  void theSameSeedTrainsTheSamePainter() {
    assertEquals(bound(trained(5), 1), bound(trained(5), 1));
  }

  @Test
  void aPainterComesBackFromItsFile() throws IOException {
    CanvasPainter<?, ?> painter = trained(5);
    Path file = temp.resolve("painter.ckpt");
    SMALL.checkpoint(painter, 5).write(file);
    assertEquals(bound(painter, 1), bound(SMALL.restore(Checkpoint.read(file)), 1));
  }

  @Test
  void aCheckpointOfSomethingElseIsRefused() {
    Checkpoint other = new Checkpoint(Map.of("kind", "glimpse reader"), Map.of());
    assertEquals(
        "the checkpoint is of another kind: glimpse reader, not painter",
        assertThrows(IllegalArgumentException.class, () -> SMALL.restore(other)).getMessage());
  }

  @Test
  void aCheckpointOfAnotherRecipeIsRefusedNamingBothShapes() {
    Checkpoint saved = SMALL.checkpoint(SMALL.painter(LEARN, 1), 0);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> PaintingRecipe.ofDigits().restore(saved))
            .getMessage()
            .contains("in the checkpoint, but must be"));
  }
}

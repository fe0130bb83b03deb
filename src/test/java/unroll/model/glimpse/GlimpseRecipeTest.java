package unroll.model.glimpse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.cell.Elman;
import unroll.data.Distortion;
import unroll.data.LabelledImages;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.glimpse.GlimpseRecipe.Looking;
import unroll.tape.Tape;
import unroll.train.Checkpoint;

class GlimpseRecipeTest {
  /** Three glimpses of 4 x 4 pixels at the small digits: a second of training. */
  private static final GlimpseRecipe SMALL =
      new GlimpseRecipe(4, 1, 3, 0.15, 0.5, 16, 24, Distortion.NONE, 32, 0.005, 5, 250);

  private static final LabelledImages DIGITS = LabelledImages.digits();
  private static final LabelledImages LEARN = DIGITS.part(0, 1400);
  private static final LabelledImages HELD = DIGITS.part(1400, 1797);

  @TempDir Path temp;

  private static GlimpseReader<Elman.State> trained(Looking looking, long steps) {
    GlimpseReader<Elman.State> reader = SMALL.reader(LEARN, 1);
    SMALL.lasting(steps).train(reader, LEARN, looking, 2, progress -> {});
    return reader;
  }

  private static double[][] answers(GlimpseReader<?> reader) {
    Matrix images = HELD.batch(Precision.FLOAT, 0, 1, 2, 3, 4);
    return reader.read(Tape.off(), images, 3, Gaze.steady()).logits().matrix().toArray();
  }

  @Test
  void aSecondOfTrainingReadsMostSmallDigits() {
    double wrong = SMALL.errorRate(trained(Looking.LEARNED, 250), HELD, Gaze.steady());
    assertTrue(wrong < 0.5, () -> "wrong: " + wrong);
  }

  @Test
  void anUntrainedReaderGuesses() {
    double wrong = SMALL.errorRate(SMALL.reader(LEARN, 1), HELD, Gaze.steady());
    assertTrue(wrong > 0.75, () -> "wrong: " + wrong);
  }

  @Test
  void learningMovesThePath() {
    Matrix before = SMALL.reader(LEARN, 1).path().matrix().copy();
    Matrix after = trained(Looking.LEARNED, 5).path().matrix();
    assertTrue(Math.abs(after.get(1, 0) - before.get(1, 0)) > 1e-4);
  }

  @Test
  void lookingAnywhereTeachesNoPlaces() {
    GlimpseReader<?> before = SMALL.reader(LEARN, 1);
    GlimpseReader<?> after = trained(Looking.ANYWHERE, 5);
    assertArrayEquals(before.path().matrix().toArray(), after.path().matrix().toArray());
    assertArrayEquals(
        before.next().weights().matrix().toArray(), after.next().weights().matrix().toArray());
  }

  @Test
  void theSameSeedTrainsTheSameReader() {
    assertArrayEquals(answers(trained(Looking.LEARNED, 5)), answers(trained(Looking.LEARNED, 5)));
  }

  @Test
  void theErrorRateCountsEveryImageOnce() {
    GlimpseReader<?> reader = SMALL.reader(LEARN, 1);
    // More than are read at once, and no multiple of it.
    Matrix all = DIGITS.batch(Precision.FLOAT, java.util.stream.IntStream.range(0, 1797).toArray());
    double right = 0;
    for (double reward : reader.read(Tape.off(), all, 3, Gaze.steady()).rewards(DIGITS.labels())) {
      right += reward;
    }
    assertEquals(1 - right / 1797, SMALL.errorRate(reader, DIGITS, Gaze.steady()), 1e-12);
  }

  @Test
  void aReaderComesBackFromItsFile() throws IOException {
    GlimpseReader<?> reader = trained(Looking.LEARNED, 5);
    Path file = temp.resolve("reader.ckpt");
    SMALL.checkpoint(reader, 5).write(file);
    assertArrayEquals(answers(reader), answers(SMALL.restore(Checkpoint.read(file))));
  }

  @Test
  void aCheckpointOfSomethingElseIsRefused() {
    Checkpoint other = new Checkpoint(Map.of("kind", "painter"), Map.of());
    assertEquals(
        "the checkpoint is of another kind: painter, not glimpse reader",
        assertThrows(IllegalArgumentException.class, () -> SMALL.restore(other)).getMessage());
  }

  @Test
  void thePathIsWhereAnEyeWithoutWishesLooks() {
    GlimpseReader<?> reader = SMALL.reader(LEARN, 1);
    reader.next().weights().matrix().fill(0);
    Matrix path = reader.path().matrix();
    Matrix images = HELD.batch(Precision.FLOAT, 0, 1);
    GlimpseReader.Reading reading = reader.read(Tape.off(), images, 3, Gaze.steady());
    for (int t = 0; t < 2; t++) {
      assertEquals(Math.tanh(path.get(t, 0)), reading.places().get(t + 1).get(1, 0), 1e-6);
      assertEquals(Math.tanh(path.get(t, 1)), reading.places().get(t + 1).get(0, 1), 1e-6);
    }
  }

  @Test
  void behindTheEndOfThePathTheStateAloneChooses() {
    GlimpseReader<?> reader = SMALL.reader(LEARN, 1);
    Matrix images = HELD.batch(Precision.FLOAT, 0);
    GlimpseReader.Reading reading = reader.read(Tape.off(), images, 5, Gaze.steady());
    assertEquals(4, reading.means().size());
  }

  @Test
  void anywhereIsAnywhereInTheImage() {
    Matrix places =
        Gaze.anywhere(new SplittableRandom(3)).at(1, Matrix.zeros(Precision.FLOAT, 1000, 2));
    double largest = 0;
    for (double[] place : places.toArray()) {
      largest = Math.max(largest, Math.max(Math.abs(place[0]), Math.abs(place[1])));
    }
    assertEquals(1, largest, 0.01);
  }
}

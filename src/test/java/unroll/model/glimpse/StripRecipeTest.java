package unroll.model.glimpse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unroll.data.Distortion;
import unroll.data.HouseNumbers;
import unroll.data.LabelledImages;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.glimpse.GlimpseRecipe.Looking;
import unroll.tape.Tape;
import unroll.train.Checkpoint;

class StripRecipeTest {
  private static final StripRecipe SMALL =
      new StripRecipe(
          new GlimpseRecipe(6, 2, 3, 0.12, 0.5, 12, 16, Distortion.NONE, 16, 0.005, 5, 40),
          1,
          0,
          0);

  private static final LabelledImages STRIPS =
      SMALL.strips(
          HouseNumbers.of(LabelledImages.digits(), java.util.List.of(), new SplittableRandom(1)),
          600,
          1);

  private static NumberReader<?> trained(Looking looking, long steps) {
    NumberReader<?> reader = SMALL.reader(1);
    SMALL.lasting(steps).train(reader, STRIPS, looking, 2, progress -> {});
    return reader;
  }

  private static int[] read(NumberReader<?> reader) {
    Matrix images = STRIPS.batch(Precision.FLOAT, IntStream.range(0, 600).toArray());
    return reader.read(Tape.off(), images, Gaze.steady()).numbers();
  }

  private static double nats(NumberReader<?> reader) {
    Matrix images = STRIPS.batch(Precision.FLOAT, IntStream.range(0, 600).toArray());
    NumberReader.Reading reading = reader.read(Tape.off(), images, Gaze.steady());
    return reader.losses(reading, STRIPS.labels()).reading().scalar();
  }

  @Test
  void trainingLowersTheLoss() {
    double before = nats(SMALL.reader(1));
    double after = nats(trained(Looking.LEARNED, 40));
    assertTrue(after < before - 0.1, () -> before + " to " + after + " nats an answer");
  }

  @Test
  void learningMovesThePath() {
    Matrix before = SMALL.reader(1).eye().path().matrix();
    Matrix after = trained(Looking.LEARNED, 3).eye().path().matrix();
    assertTrue(Math.abs(after.get(1, 0) - before.get(1, 0)) > 1e-4);
  }

  @Test
  void lookingAnywhereTeachesNoPlaces() {
    assertArrayEquals(
        SMALL.reader(1).eye().path().matrix().toArray(),
        trained(Looking.ANYWHERE, 3).eye().path().matrix().toArray());
  }

  @Test
  void theErrorRateCountsEveryStripOnce() {
    NumberReader<?> reader = trained(Looking.LEARNED, 40);
    int[] read = read(reader);
    // 600 are more than are read at once.
    double wrong =
        IntStream.range(0, 600).filter(i -> read[i] != STRIPS.labels()[i]).count() / 600.0;
    assertEquals(wrong, SMALL.errorRate(reader, STRIPS, Gaze.steady()), 1e-12);
  }

  @Test
  void aRestoredReaderReadsTheSame() {
    NumberReader<?> reader = trained(Looking.LEARNED, 3);
    assertArrayEquals(read(reader), read(SMALL.restore(SMALL.checkpoint(reader, 3))));
  }

  @Test
  void aCheckpointOfSomethingElseIsRefused() {
    Checkpoint other = new Checkpoint(Map.of("kind", "glimpse reader"), Map.of());
    assertEquals(
        "the checkpoint is of another kind: glimpse reader, not number reader",
        assertThrows(IllegalArgumentException.class, () -> SMALL.restore(other)).getMessage());
  }
}

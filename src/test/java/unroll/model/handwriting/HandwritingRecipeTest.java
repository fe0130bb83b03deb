package unroll.model.handwriting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.cell.Lstm;
import unroll.tape.Tape;
import unroll.train.Checkpoint;

class HandwritingRecipeTest {
  private static final HandwritingRecipe SMALL = new HandwritingRecipe(12, 2, 3, 3, 0.02, 1, 4, 3);

  @Test
  void noWordIsBothLearnedAndHeldOut() {
    HandwritingRecipe.Words words = HandwritingRecipe.words();
    assertEquals(200, words.heldOut().size());
    assertTrue(words.learned().stream().noneMatch(Set.copyOf(words.heldOut())::contains));
    assertTrue(words.upTo(4).learned().stream().allMatch(word -> word.length() <= 4));
  }

  @Test
  void trainingLowersTheLossWithWordsAndWithPhrases() {
    Handwriting<Lstm.State> network = SMALL.network(1);
    SynthesizedHand.Written test = HandwritingRecipe.test(3);
    double before = loss(network, test);
    SMALL.train(network, 2, progress -> {});
    assertTrue(loss(network, test) < before, before + " before");
  }

  private static double loss(Handwriting<?> network, SynthesizedHand.Written test) {
    return network.loss(Tape.off(), test.movements(), test.lengths(), test.texts()).scalar();
  }

  @Test
  void whatIsSavedWritesTheSame(@TempDir Path folder) throws Exception {
    Handwriting<Lstm.State> network = SMALL.network(5);
    Path file = folder.resolve("pen.ckpt");
    SMALL.checkpoint(network).write(file);
    Handwriting<Lstm.State> again = SMALL.restore(Checkpoint.read(file));
    assertArrayEquals(
        network.write(new int[] {1, 2}, 8, 0, new SplittableRandom(6)).toArray(),
        again.write(new int[] {1, 2}, 8, 0, new SplittableRandom(6)).toArray());
  }

  @Test
  void somethingElseIsNotRestored() {
    Checkpoint other = new Checkpoint(Map.of("kind", "glimpse reader"), Map.of());
    assertEquals(
        "the checkpoint is of another kind: glimpse reader, not handwriting",
        assertThrows(IllegalArgumentException.class, () -> SMALL.restore(other)).getMessage());
  }

  @Test
  void theShippedNetworkWritesToTheEndAndThenStops() {
    int[] text = SynthesizedHand.encode("hello world");
    List<double[]> written =
        HandwritingRecipe.trained().write(text, 900, 1, new SplittableRandom(7));
    // Some twenty movements a letter.
    assertTrue(written.size() > 120 && written.size() < 500, written.size() + " movements");
  }

  @Test
  void theShippedNetworkIsFarUnderTheBestGaussian() {
    double nats = loss(HandwritingRecipe.trained(), HandwritingRecipe.test(10));
    assertTrue(nats < -0.8, nats + " nats a movement");
  }
}

package unroll.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.cell.Lstm;
import unroll.data.Corpus;
import unroll.matrix.Precision;
import unroll.train.Checkpoint;

class TextRecipeTest {
  private static final Corpus TEXT =
      Corpus.of("Tomorrow, and tomorrow, and tomorrow, creeps in this petty pace. ".repeat(20));

  private static final TextRecipe SMALL = new TextRecipe(24, 0.2, 4, 12, 0.02, 0.1, 5, 8);

  @TempDir Path folder;

  private static LanguageModel<Lstm.State> trained(TextRecipe recipe, long seed) {
    LanguageModel<Lstm.State> model = recipe.model(TEXT.vocabulary(), 1);
    recipe.train(model, TEXT, seed, progress -> {});
    return model;
  }

  @Test
  void learnsASentence() {
    double reached = trained(SMALL, 1).evaluate(TEXT);
    assertTrue(reached < 0.5, () -> reached + " nats a character");
  }

  @Test
  void theSameSeedsGiveTheSameModel() {
    TextRecipe brief = SMALL.lasting(1);
    assertEquals(trained(brief, 1).evaluate(TEXT), trained(brief, 1).evaluate(TEXT));
  }

  @Test
  void theSeedChangesWhatIsDropped() {
    TextRecipe brief = SMALL.lasting(1);
    assertTrue(trained(brief, 1).evaluate(TEXT) != trained(brief, 2).evaluate(TEXT));
  }

  @Test
  void whatIsSavedIsReadAsAnyLanguageModel() throws IOException {
    LanguageModel<Lstm.State> model = trained(SMALL.lasting(1), 1);
    Path file = folder.resolve("model.ckpt");
    SMALL.checkpoint(model).write(file);
    LanguageModel<?> read = TextRun.model(Checkpoint.read(file), Precision.FLOAT);
    assertEquals(model.evaluate(TEXT), read.evaluate(TEXT));
  }
}

package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Lstm;
import unroll.data.Datasets;
import unroll.data.StrokeFont;
import unroll.layer.AdditiveAttention;
import unroll.matrix.Precision;
import unroll.model.caption.Captioner;
import unroll.model.caption.DigitScenes;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.train.AdamW;
import unroll.train.Schedule;
import unroll.train.Trainer;

/**
 * Scenes of coloured digits are described word for word, with combinations of colour and digit that
 * were never shown while learning. Settings were chosen on seed 11.
 */
@Tag("full")
class CaptionReference {
  private static final int HIDDEN = 96;
  private static final int WORD_SIZE = 24;
  private static final int ATTENTION_UNITS = 48;
  private static final int BATCH = 32;
  private static final int UPDATES = 1250;
  private static final int PICTURES = 40;
  private static final int HELD_OUT = 1000;
  private static final double RATE = 0.005;
  private static final double DECAY = 0.5;
  private static final double CLIP = 1;

  /** The share of sentences that must be right in every word. */
  private static final double BAR = 0.95;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void unseenCombinationsAreDescribedWordForWord(long seed) throws IOException {
    List<StrokeFont> fonts = new ArrayList<>();
    for (Path file : Datasets.catalogue().named("strokes").orElseThrow().paths()) {
      if (file.toString().endsWith(".svg")) {
        fonts.add(StrokeFont.read(file));
      }
    }
    double before = Results.cpuSeconds();
    SplittableRandom random = new SplittableRandom(1000 * seed + 1);
    DigitScenes scenes = DigitScenes.of(fonts, PICTURES, random);
    Initializer init = Initializer.seeded(seed);
    Captioner<?> captioner =
        Captioner.attending(
            DigitScenes.WORDS.size(),
            DigitScenes.IMAGE,
            AdditiveAttention.of(
                HIDDEN, DigitScenes.REGION, ATTENTION_UNITS, init.named("attention")),
            DigitScenes.REGION,
            Lstm.of(WORD_SIZE + DigitScenes.REGION, HIDDEN, init.named("cell")),
            init);
    Trainer.of(AdamW.of(captioner.parameters(), RATE, DECAY))
        .clipping(CLIP)
        .scheduled(Schedule.cosine(0))
        .fit(
            UPDATES,
            tape -> {
              DigitScenes.Captioned batch = scenes.learned(BATCH, Precision.FLOAT, random);
              return captioner.loss(tape, batch.scene(), batch.inputs(), batch.targets());
            });
    // Other pictures of the digits too: those of another seed.
    SplittableRandom others = new SplittableRandom(77);
    double exact =
        exact(
            captioner,
            DigitScenes.of(fonts, PICTURES, others).heldOut(HELD_OUT, Precision.FLOAT, others));
    Results.append(
        new Results.Row(
            "captions of two coloured digits, 8 of 40 combinations held out",
            "LSTM 96 attending to 9 fields, batch 32, AdamW 0.005 cosine, decay 0.5, clip 1",
            seed,
            String.format(
                Locale.ROOT, "%.1f %% of %d sentences exact, held out", 100 * exact, HELD_OUT),
            "at least 95 %",
            UPDATES,
            Results.cpuSeconds() - before));
    assertTrue(exact >= BAR, "exact: " + exact);
  }

  private static double exact(Captioner<?> captioner, DigitScenes.Captioned held) {
    int exact = 0;
    for (int b = 0; b < held.sentences().size(); b++) {
      int[] said =
          captioner.describe(
              DigitScenes.one(held.scene(), b),
              DigitScenes.BEGIN,
              DigitScenes.END,
              DigitScenes.LONGEST,
              Sampler.greedy(),
              new SplittableRandom(1));
      exact += Arrays.equals(said, held.sentences().get(b)) ? 1 : 0;
    }
    return (double) exact / held.sentences().size();
  }
}

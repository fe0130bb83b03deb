package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Lstm;
import unroll.data.Corpus;
import unroll.data.Datasets;
import unroll.data.Windows;
import unroll.model.LanguageModel;
import unroll.model.NGram;
import unroll.tape.Initializer;
import unroll.train.Adam;
import unroll.train.Schedule;
import unroll.train.Trainer;

/**
 * The Shakespeare of the course, 0.85 million characters, its last tenth held out: an LSTM gets
 * under what counting five characters costs. The settings are those of lesson 15.
 */
@Tag("full")
class ShakespeareReference {
  private static final int HIDDEN = 128;
  private static final int BATCH = 32;
  private static final int WINDOW = 50;
  private static final int PASSES = 12;
  private static final int ORDER = 5;
  private static final double RATE = 0.01;
  private static final double CLIP = 5;
  private static final double HELD_OUT = 0.1;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anLstmGetsUnderTheFiveGram(long seed) throws IOException {
    Corpus.Split text = Corpus.of(Datasets.shakespeare().text()).split(HELD_OUT);
    double counted = NGram.train(text.train(), ORDER).evaluate(text.validation(), ORDER);
    double before = Results.cpuSeconds();
    LanguageModel<Lstm.State> model =
        LanguageModel.lstm(text.train().vocabulary(), HIDDEN, Initializer.seeded(seed));
    Windows windows = Windows.of(text.train(), BATCH, WINDOW);
    long steps = (long) PASSES * windows.size();
    Trainer.of(Adam.of(model.parameters(), RATE))
        .clipping(CLIP)
        .scheduled(Schedule.linear(0, 0.05))
        .fit(steps, model.lossOver(windows));
    double reached = model.evaluate(text.validation());
    Results.append(
        new Results.Row(
            "Shakespeare, " + text.train().length() + " characters, batch 32 x 50",
            "LSTM 128, Adam 0.01 falling to a twentieth, clip 5",
            seed,
            String.format(Locale.ROOT, "%.4f nats a character after pass 12", reached),
            String.format(Locale.ROOT, "< %.4f, the Witten-Bell 5-gram", counted),
            steps,
            Results.cpuSeconds() - before));
    assertTrue(reached < counted, () -> reached + " nats a character, the 5-gram " + counted);
  }
}

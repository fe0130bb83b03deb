package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.Dates;
import unroll.data.Pairs;
import unroll.model.seq2seq.Seq2Seq;
import unroll.tape.Initializer;

/**
 * Dates from seven ways of writing to one, 10,000 to learn from: attention writes 99 of 100 without
 * any mistake, and gets there in fewer passes than a context of fixed size.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatesReference {
  private static final int HIDDEN = 64;
  private static final int BATCH = 32;
  private static final int PASSES = 10;
  private static final double RATE = 0.005;

  /** The share of held-out dates to be written exactly. */
  private static final double BAR = 0.99;

  /** The same for all: 10,000 dates to learn from, 1,000 held out. */
  private static final Pairs.Split SPLIT = Dates.of(11_000, 1).split(1 / 11.0);

  /** Trained once for both tests. */
  private final Map<Long, PairTraining.Run> attending = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void attentionIsExactAfterTenPasses(long seed) throws IOException {
    PairTraining.Run run = attending(seed);
    assertTrue(run.exact() >= BAR, run::toString);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void attentionIsThereSoonerThanAContextOfFixedSize(long seed) throws IOException {
    PairTraining.Run attending = attending(seed);
    PairTraining.Run fixed =
        train(
            Seq2Seq.fixed(SPLIT.train(), HIDDEN, HIDDEN, Initializer.seeded(seed)),
            "LSTM 64, fixed C of 64",
            "99 % later than with attention",
            seed);
    assertTrue(attending.pass() < fixed.pass(), () -> attending + ", fixed C: " + fixed);
  }

  private PairTraining.Run attending(long seed) throws IOException {
    if (!attending.containsKey(seed)) {
      attending.put(
          seed,
          train(
              Seq2Seq.attending(SPLIT.train(), HIDDEN, Initializer.seeded(seed)),
              "GRU 64 from both ends, additive attention",
              ">= 99 % exact after pass 10",
              seed));
    }
    return attending.get(seed);
  }

  private static PairTraining.Run train(Seq2Seq<?> model, String name, String bar, long seed)
      throws IOException {
    double before = Results.cpuSeconds();
    PairTraining.Run run = new PairTraining(BATCH, PASSES, RATE, BAR).train(model, SPLIT, seed);
    Results.append(
        new Results.Row(
            "dates, 10,000 pairs, batch " + BATCH,
            name + ", Adam " + RATE + " falling to a fiftieth, clip 5",
            seed,
            run.toString(),
            bar,
            run.steps(),
            Results.cpuSeconds() - before));
    return run;
  }
}

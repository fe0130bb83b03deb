package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Lstm;
import unroll.data.Addition;
import unroll.data.Pairs;
import unroll.layer.Embedding;
import unroll.model.seq2seq.CellEncoder;
import unroll.model.seq2seq.ContextDecoder;
import unroll.model.seq2seq.Seq2Seq;
import unroll.tape.Initializer;

/**
 * Two-digit addition, a fifth of the sums held out with their mirrors: an encoder and a decoder
 * with a context of fixed size write 99 of 100 without any mistake. The source is read from its
 * end, units first.
 */
@Tag("full")
class AdditionReference {
  private static final int HIDDEN = 128;
  private static final int BATCH = 64;
  private static final int PASSES = 30;
  private static final double RATE = 0.005;

  /** The share of held-out sums to be written exactly. */
  private static final double BAR = 0.99;

  /** The same for all: 8,000 sums to learn from, 2,000 held out. */
  private static final Pairs.Split SPLIT = Addition.split(0.2, 1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anEncoderAndADecoderAdd(long seed) throws IOException {
    double before = Results.cpuSeconds();
    PairTraining.Run run =
        new PairTraining(BATCH, PASSES, RATE, BAR)
            .train(reading(SPLIT.train(), Initializer.seeded(seed)), SPLIT, seed);
    Results.append(
        new Results.Row(
            "two-digit addition, 8,000 sums, batch " + BATCH,
            String.format(
                Locale.ROOT,
                "LSTM %d reads backwards, LSTM %d writes, Adam %s falling to a fiftieth, clip 5",
                HIDDEN,
                HIDDEN,
                RATE),
            seed,
            run.toString(),
            ">= 99 % of 2,000 held-out sums exact",
            run.steps(),
            Results.cpuSeconds() - before));
    assertTrue(run.exact() >= BAR, run::toString);
  }

  private static Seq2Seq<Lstm.State> reading(Pairs pairs, Initializer init) {
    Initializer reads = init.named("encoder");
    Initializer writes = init.named("decoder");
    return new Seq2Seq<>(
        pairs.source(),
        pairs.target(),
        Embedding.of(pairs.source().size(), HIDDEN, reads),
        CellEncoder.reversed(Lstm.of(HIDDEN, HIDDEN, reads.named("cell"))),
        ContextDecoder.of(
            Embedding.of(pairs.boundary() + 1, HIDDEN, writes),
            Lstm.of(2 * HIDDEN, HIDDEN, writes.named("cell")),
            writes));
  }
}

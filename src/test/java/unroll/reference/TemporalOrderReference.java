package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Sequence;
import unroll.cell.SingleOutput;
import unroll.data.TemporalOrder;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Trainer;

/** Temporal order over 100 steps: gated cells tell which of two far symbols came first. */
@Tag("full")
class TemporalOrderReference {
  private static final int STEPS = 100;
  private static final int HIDDEN = 64;
  private static final int BATCH = 32;
  private static final int UPDATES = 2000;
  private static final int BETWEEN = 100;
  private static final int HELD = 1000;
  private static final double RATE = 0.005;
  private static final double CLIP = 1;

  /** The share of wrong answers to get to; guessing has 75 %. */
  private static final double BAR = 0.01;

  private static final TemporalOrder TASK = new TemporalOrder(STEPS);

  /** The same for all: examples that nobody trains on. */
  private final TemporalOrder.Examples held = TASK.draw(HELD, new SplittableRandom(77));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anLstmTellsTheOrder(long seed) throws IOException {
    Measured measured = train(Learner.LSTM, seed, "LSTM 64, chrono biases");
    assertTrue(measured.wrong() <= BAR, measured::toString);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aGruTellsTheOrder(long seed) throws IOException {
    Measured measured = train(Learner.GRU, seed, "GRU 64, chrono biases");
    assertTrue(measured.wrong() <= BAR, measured::toString);
  }

  /** The share of wrong answers after so many steps. */
  private record Measured(double wrong, long steps) {}

  /** Trains until the bar is reached or the updates are used up, and notes what came. */
  private Measured train(Learner learner, long seed, String name) throws IOException {
    Initializer init = Initializer.seeded(seed);
    SingleOutput<?> model =
        new SingleOutput<>(
            learner.cell(TemporalOrder.SYMBOLS, HIDDEN, STEPS, init.named("cell")),
            Linear.of(HIDDEN, TemporalOrder.CLASSES, init.named("readout")));
    SplittableRandom random = new SplittableRandom(1000 * seed + 1);
    Trainer trainer = Trainer.of(Adam.of(model.parameters(), RATE)).clipping(CLIP);
    double before = Results.cpuSeconds();
    Measured measured = new Measured(1, 0);
    while (measured.steps() < UPDATES && measured.wrong() > BAR) {
      long until = measured.steps() + BETWEEN;
      trainer.fit(
          new Trainer.Start(measured.steps(), 0),
          until,
          tape -> {
            TemporalOrder.Examples drawn = TASK.draw(BATCH, random);
            return CrossEntropy.mean(logits(model, tape, drawn), drawn.classes());
          });
      measured = new Measured(wrong(logits(model, Tape.off(), held).matrix()), until);
    }
    Results.append(
        new Results.Row(
            "temporal order, T=" + STEPS + ", batch " + BATCH,
            name + ", Adam " + RATE + ", clip 1",
            seed,
            String.format(Locale.ROOT, "%.1f %% wrong", 100 * measured.wrong()),
            "at most 1 % within 2,000 steps",
            measured.steps(),
            Results.cpuSeconds() - before));
    return measured;
  }

  private static Value logits(SingleOutput<?> model, Tape tape, TemporalOrder.Examples examples) {
    Value symbols = tape.oneHot(Precision.FLOAT, examples.inputs(), TemporalOrder.SYMBOLS);
    return model.apply(new Sequence(symbols, STEPS));
  }

  private double wrong(Matrix logits) {
    int wrong = 0;
    for (int b = 0; b < HELD; b++) {
      int best = 0;
      for (int k = 1; k < TemporalOrder.CLASSES; k++) {
        best = logits.get(b, k) > logits.get(b, best) ? k : best;
      }
      wrong += best == held.classes()[b] ? 0 : 1;
    }
    return wrong / (double) HELD;
  }
}

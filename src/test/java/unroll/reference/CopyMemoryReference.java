package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Cell;
import unroll.cell.Sequence;
import unroll.data.CopyMemory;
import unroll.data.Window;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Trainer;

/** Copy memory with a delay of 50 steps: gated cells get far under what guessing costs. */
@Tag("full")
class CopyMemoryReference {
  private static final int DELAY = 50;
  private static final int HIDDEN = 128;
  private static final int BATCH = 32;
  private static final int UPDATES = 6000;
  private static final int BETWEEN = 100;
  private static final double RATE = 0.01;
  private static final double CLIP = 1;

  private static final CopyMemory TASK = new CopyMemory(DELAY);

  /** "Far under": a fifth of the cross-entropy of guessing, 0.0594 nats a step. */
  private static final double BAR = TASK.baseline() / 5;

  /** The same for all: two hundred examples that nobody trains on. */
  private final Window held = TASK.draw(200, new SplittableRandom(77));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anLstmCopies(long seed) throws IOException {
    Measured measured = train(Learner.LSTM, seed, "LSTM 128, chrono biases");
    assertTrue(measured.loss() < BAR, measured::toString);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aGruCopies(long seed) throws IOException {
    Measured measured = train(Learner.GRU, seed, "GRU 128, chrono biases");
    assertTrue(measured.loss() < BAR, measured::toString);
  }

  /** The held-out cross-entropy after so many steps. */
  private record Measured(double loss, long steps) {}

  private Measured train(Learner learner, long seed, String name) throws IOException {
    Initializer init = Initializer.seeded(seed);
    return train(
        learner.cell(CopyMemory.SYMBOLS, HIDDEN, DELAY, init.named("cell")),
        Linear.of(HIDDEN, CopyMemory.SYMBOLS, init.named("readout")),
        seed,
        name);
  }

  /** Trains until the bar is reached or the updates are used up, and notes what came. */
  private <S> Measured train(Cell<S> cell, Linear readout, long seed, String name)
      throws IOException {
    SplittableRandom random = new SplittableRandom(1000 * seed + 1);
    List<Parameter> parameters =
        Stream.of(cell, readout).flatMap(part -> part.parameters().stream()).toList();
    Trainer trainer = Trainer.of(Adam.of(parameters, RATE)).clipping(CLIP);
    double before = Results.cpuSeconds();
    Measured measured = new Measured(Double.NaN, 0);
    while (measured.steps() < UPDATES && !(measured.loss() < BAR)) {
      long until = measured.steps() + BETWEEN;
      trainer.fit(
          new Trainer.Start(measured.steps(), 0),
          until,
          tape -> loss(cell, readout, tape, TASK.draw(BATCH, random)));
      measured = new Measured(loss(cell, readout, Tape.off(), held).scalar(), until);
    }
    Results.append(
        new Results.Row(
            "copy memory, T=" + DELAY + ", batch " + BATCH,
            name + ", Adam " + RATE + ", clip 1",
            seed,
            String.format(Locale.ROOT, "%.4f nats a step", measured.loss()),
            String.format(
                Locale.ROOT, "< %.4f, a fifth of the baseline %.4f", BAR, TASK.baseline()),
            measured.steps(),
            Results.cpuSeconds() - before));
    return measured;
  }

  private static <S> Value loss(Cell<S> cell, Linear readout, Tape tape, Window window) {
    Value symbols = tape.oneHot(Precision.FLOAT, window.inputs(), CopyMemory.SYMBOLS);
    Sequence xs = new Sequence(symbols, window.steps());
    S start = cell.initialState(tape, window.batch());
    return CrossEntropy.mean(
        readout.apply(cell.unroll(xs, start).outputs().rows()), window.targets());
  }
}

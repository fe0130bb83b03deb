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
import unroll.data.AddingProblem;
import unroll.layer.Linear;
import unroll.layer.MeanSquaredError;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Trainer;

/** The adding problem over 100 steps: gated cells learn it, the plain one does not. */
@Tag("full")
class AddingProblemReference {
  private static final int STEPS = 100;
  private static final int HIDDEN = 64;
  private static final int BATCH = 32;
  private static final int UPDATES = 2000;
  private static final int BETWEEN = 100;
  private static final double RATE = 0.005;
  private static final double CLIP = 1;

  /** The squared error to get under. */
  private static final double BAR = 0.01;

  /** How far from 1/6 a network may be that has not learned to add: a tenth of it, and chance. */
  private static final double NEAR = 0.03;

  private static final AddingProblem TASK = new AddingProblem(STEPS);

  /** The same for all: a thousand examples that nobody trains on. */
  private final AddingProblem.Examples held =
      TASK.draw(1000, Precision.FLOAT, new SplittableRandom(77));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anLstmAdds(long seed) throws IOException {
    Measured measured = train(Learner.LSTM, seed, "LSTM 64, chrono biases");
    assertTrue(measured.error() < BAR, measured::toString);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aGruAdds(long seed) throws IOException {
    Measured measured = train(Learner.GRU, seed, "GRU 64, chrono biases");
    assertTrue(measured.error() < BAR, measured::toString);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aPlainNetworkStaysAtTheBaseline(long seed) throws IOException {
    Measured measured = train(Learner.ELMAN, seed, "Elman 64");
    assertTrue(Math.abs(measured.error() - AddingProblem.BASELINE) < NEAR, measured::toString);
  }

  /** The held-out error after so many steps. */
  private record Measured(double error, long steps) {}

  /** Trains until the bar is reached or the updates are used up, and notes what came. */
  private Measured train(Learner learner, long seed, String name) throws IOException {
    Initializer init = Initializer.seeded(seed);
    SingleOutput<?> model =
        new SingleOutput<>(
            learner.cell(AddingProblem.INPUTS, HIDDEN, STEPS, init.named("cell")),
            Linear.of(HIDDEN, 1, init.named("readout")));
    SplittableRandom random = new SplittableRandom(1000 * seed + 1);
    Trainer trainer = Trainer.of(Adam.of(model.parameters(), RATE)).clipping(CLIP);
    double before = Results.cpuSeconds();
    Measured measured = new Measured(Double.NaN, 0);
    while (measured.steps() < UPDATES && !(measured.error() < BAR)) {
      long until = measured.steps() + BETWEEN;
      trainer.fit(
          new Trainer.Start(measured.steps(), 0),
          until,
          tape -> loss(model, tape, TASK.draw(BATCH, Precision.FLOAT, random)));
      measured = new Measured(loss(model, Tape.off(), held).scalar(), until);
    }
    Results.append(
        new Results.Row(
            "adding, T=" + STEPS + ", batch " + BATCH,
            name + ", Adam " + RATE + ", clip 1",
            seed,
            String.format(Locale.ROOT, "squared error %.4f", measured.error()),
            learner == Learner.ELMAN ? "near 1/6 at 2,000 steps" : "< 0.01 within 2,000 steps",
            measured.steps(),
            Results.cpuSeconds() - before));
    return measured;
  }

  private static Value loss(SingleOutput<?> model, Tape tape, AddingProblem.Examples examples) {
    Sequence xs = new Sequence(tape.constant(examples.inputs()), STEPS);
    return MeanSquaredError.mean(model.apply(xs), examples.targets());
  }
}

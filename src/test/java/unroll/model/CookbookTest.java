package unroll.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Elman;
import unroll.cell.Sequence;
import unroll.cell.Unrolled;
import unroll.data.Corpus;
import unroll.data.Windows;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Precision;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Clip;
import unroll.train.Trainer;
import unroll.train.Training;

/** How the library is used: each test is a recipe that compiles, and is held to its result. */
class CookbookTest {
  /**
   * Whoever sees only the present letter of "hell" cannot tell its two l apart: on two of four
   * predictions the best is one half, which costs ln 2.
   */
  private static final double MEMORYLESS_BOUND = Math.log(2) / 2;

  @Test
  void helloIsLearntWithTheLoopInSight() {
    Corpus hello = Corpus.of("hello");
    int v = hello.vocabulary().size();
    int[] inputs = hello.vocabulary().encode("hell");
    int[] targets = hello.vocabulary().encode("ello");
    Initializer init = Initializer.seeded(1);
    Elman cell = Elman.of(v, 8, init.named("cell"));
    Linear readout = Linear.of(8, v, init.named("readout"));
    LanguageModel<Elman.State> model = new LanguageModel<>(hello.vocabulary(), cell, readout);
    Adam adam = Adam.of(model.parameters(), 0.05);
    Tape tape = new Tape();
    for (int step = 0; step < 200; step++) {
      tape.clear();
      Sequence xs = new Sequence(tape.oneHot(Precision.FLOAT, inputs, v), 4);
      Unrolled<Elman.State> h = cell.unroll(xs, cell.initialState(tape, 1));
      Value loss = CrossEntropy.mean(readout.apply(h.outputs().rows()), targets);
      loss.backward();
      Clip.byNorm(model.parameters(), 5);
      adam.step();
    }
    assertTrue(model.evaluate(hello) < 0.01, () -> model.evaluate(hello) + " nats/char");
    assertTrue(model.evaluate(hello) < MEMORYLESS_BOUND);
    assertEquals("ello", model.generate("h", 4, Sampler.greedy(), new SplittableRandom(1)));
  }

  @Test
  void anLstmLearnsATextInSixLines() {
    Corpus text = Corpus.of("the same words again and again, ".repeat(40));
    Corpus.Split split = text.split(0.1);

    LanguageModel<?> model = LanguageModel.lstm(text.vocabulary(), 24, Initializer.seeded(1));
    Training training =
        Trainer.of(Adam.of(model.parameters(), 0.02))
            .clipping(5)
            .validating(40, () -> model.evaluate(split.validation()))
            .fit(120, model.lossOver(Windows.of(split.train(), 8, 16)));
    String written = model.generate("the ", 28, Sampler.at(0.5), new SplittableRandom(1));

    assertEquals("same words again and again, ", written);
    assertTrue(training.lastValidation().getAsDouble() < 0.2, training::toString);
  }
}

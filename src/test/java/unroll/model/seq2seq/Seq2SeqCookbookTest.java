package unroll.model.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Gru;
import unroll.cell.Lengths;
import unroll.cell.Sequence;
import unroll.data.PairBatch;
import unroll.data.Pairs;
import unroll.data.Reversal;
import unroll.layer.AdditiveAttention;
import unroll.layer.Attention;
import unroll.layer.CrossEntropy;
import unroll.layer.Embedding;
import unroll.layer.Linear;
import unroll.matrix.Precision;
import unroll.sample.BeamSearch;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Trainer;

/** How sequence to sequence is used: each test is a recipe, and is held to its result. */
class Seq2SeqCookbookTest {
  @Test
  void wordsAreMirroredThroughAFixedContext() {
    Pairs.Split words = Reversal.of(300, 4, 1, 5, 1).split(0.2);
    Seq2Seq<?> model = Seq2Seq.fixed(words.train(), 32, 16, Initializer.seeded(1));
    Trainer.of(Adam.of(model.parameters(), 0.01))
        .clipping(5)
        .fit(300, model.lossOver(words.train(), 32, new SplittableRandom(1)));
    assertTrue(model.exact(words.validation()) > 0.7, () -> "" + model.exact(words.validation()));
  }

  @Test
  void attentionLooksAtTheLetterThatIsWritten() {
    Pairs.Split words = Reversal.of(300, 4, 1, 5, 1).split(0.2);
    Seq2Seq<?> model = Seq2Seq.attending(words.train(), 16, Initializer.seeded(1));
    Trainer.of(Adam.of(model.parameters(), 0.01))
        .clipping(5)
        .fit(200, model.lossOver(words.train(), 32, new SplittableRandom(1)));
    Translation written = model.write("dcab", 6);
    assertEquals("bacd", written.target());
    // the last letter is read first
    double[] first = written.weights()[0];
    assertTrue(first[3] > 0.5, () -> java.util.Arrays.toString(first));
    List<Integer> found = model.search("dcab", 6, BeamSearch.of(3)).get(0).symbols();
    assertEquals("bacd", model.target().decode(found.stream().mapToInt(i -> i).toArray()));
  }

  /** Additive attention with the loop over time in sight, out of cells and layers. */
  @Test
  void attentionIsWrittenInTwentyLines() {
    Pairs pairs = Reversal.of(40, 3, 2, 4, 1);
    PairBatch batch = pairs.all();
    Initializer init = Initializer.seeded(1);
    int v = pairs.boundary() + 1;
    Gru encoder = Gru.of(pairs.source().size(), 24, init.named("encoder"));
    Gru decoder = Gru.of(8 + 24, 24, init.named("decoder"));
    Embedding symbols = Embedding.of(v, 8, init.named("symbols"));
    AdditiveAttention attention = AdditiveAttention.of(24, 24, 16, init.named("attention"));
    Linear readout = Linear.of(24 + 24, v, init.named("readout"));
    List<Parameter> parameters = new ArrayList<>();
    for (Trainable part : List.of(encoder, decoder, symbols, attention, readout)) {
      parameters.addAll(part.parameters());
    }
    Adam adam = Adam.of(parameters, 0.02);
    double last =
        Trainer.of(adam)
            .clipping(5)
            .fit(
                150,
                tape -> loss(tape, pairs, batch, encoder, decoder, symbols, attention, readout))
            .lastLoss();
    assertTrue(last < 0.05, () -> last + " nats a symbol");
  }

  private static Value loss(
      Tape tape,
      Pairs pairs,
      PairBatch batch,
      Gru encoder,
      Gru decoder,
      Embedding symbols,
      AdditiveAttention attention,
      Linear readout) {
    int size = pairs.source().size();
    int steps = batch.sourceSteps();
    Sequence xs = new Sequence(tape.oneHot(Precision.FLOAT, batch.sources(), size), steps);
    Lengths lengths = Lengths.of(batch.lengths());
    Sequence read = encoder.unroll(xs, encoder.initialState(tape, xs.batch())).outputs();
    Attention.Memory memory = attention.memory(read.rows(), xs.batch(), lengths.counts(steps));
    Sequence ys = new Sequence(symbols.apply(tape, batch.inputs()), batch.targetSteps());
    Gru.State state = new Gru.State(lengths.last(read));
    List<Value> seen = new ArrayList<>();
    for (int t = 0; t < ys.steps(); t++) {
      Value context = attention.read(state.h(), memory).context();
      state = decoder.step(Value.beside(List.of(ys.at(t), context)), state);
      seen.add(Value.beside(List.of(state.h(), context)));
    }
    return CrossEntropy.mean(readout.apply(Value.stack(seen)), batch.targets());
  }
}

package unroll.model.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import unroll.data.Pair;
import unroll.data.PairBatch;
import unroll.data.Pairs;
import unroll.matrix.Matrix;
import unroll.sample.BeamSearch;
import unroll.sample.Continuation;
import unroll.sample.Hypothesis;
import unroll.sample.Sampler;
import unroll.tape.Tape;

/** Writes for sources that have been read: every symbol written is the next one read. */
final class Writing<S> {
  private final Seq2Seq<S> model;
  private final List<String> texts;
  private final int[] lengths;
  private final Decoder.Source source;

  Writing(Seq2Seq<S> model, List<String> texts) {
    this.model = model;
    this.texts = List.copyOf(texts);
    List<Pair> pairs = texts.stream().map(text -> new Pair(text, "")).toList();
    PairBatch batch = new Pairs(model.source(), model.target(), pairs).all();
    this.lengths = batch.lengths();
    this.source = model.read(Tape.off(), batch.sources(), lengths);
  }

  /** One symbol after the other, all texts side by side; an ended text draws no more. */
  List<Translation> write(int longest, Sampler sampler, RandomGenerator random) {
    List<Draft> drafts = texts.stream().map(text -> new Draft()).toList();
    int[] symbols = new int[texts.size()];
    Arrays.fill(symbols, model.boundary());
    S state = model.decoder().start(source);
    for (int t = 0; t < longest && !drafts.stream().allMatch(Draft::ended); t++) {
      Decoder.Decoded<S> next = step(symbols, source, state);
      state = next.last();
      for (int b = 0; b < symbols.length; b++) {
        Draft draft = drafts.get(b);
        if (!draft.ended()) {
          symbols[b] = sampler.draw(next.logits().matrix(), b, random);
          draft.symbols.add(symbols[b]);
          int row = b;
          next.weights().ifPresent(all -> draft.weights.add(row(all.matrix(), row)));
        }
      }
    }
    List<Translation> result = new ArrayList<>();
    for (int b = 0; b < texts.size(); b++) {
      result.add(drafts.get(b).translation(texts.get(b)));
    }
    return result;
  }

  private Decoder.Decoded<S> step(int[] symbols, Decoder.Source read, S state) {
    Decoder<S> decoder = model.decoder();
    return decoder.decode(decoder.embed(read.context().tape(), symbols, 1), read, state);
  }

  /** Without the padding, where every weight is 0. */
  private double[] row(Matrix weights, int b) {
    double[] row = new double[lengths[b]];
    for (int s = 0; s < row.length; s++) {
      row[s] = weights.get(b, s);
    }
    return row;
  }

  /** A text that is being written. */
  private final class Draft {
    private final List<Integer> symbols = new ArrayList<>();
    private final List<double[]> weights = new ArrayList<>();

    boolean ended() {
      return !symbols.isEmpty() && symbols.get(symbols.size() - 1) == model.boundary();
    }

    Translation translation(String text) {
      List<Integer> written = ended() ? symbols.subList(0, symbols.size() - 1) : symbols;
      return new Translation(
          text,
          model.target().decode(written.stream().mapToInt(Integer::intValue).toArray()),
          weights.toArray(new double[0][]),
          ended());
    }
  }

  /** The state of the decoder, and the context of the same rows. */
  private record Hypotheses<S>(S state, Decoder.Source source) {}

  List<Hypothesis> search(int longest, BeamSearch beam) {
    Continuation<Hypotheses<S>> continuation =
        new Continuation<>() {
          @Override
          public Next<Hypotheses<S>> after(Hypotheses<S> before, int[] symbols) {
            Decoder.Decoded<S> next = step(symbols, before.source(), before.state());
            return new Next<>(
                next.logits().matrix(), new Hypotheses<>(next.last(), before.source()));
          }

          @Override
          public Hypotheses<S> pick(Hypotheses<S> all, int[] rows) {
            return new Hypotheses<>(
                model.decoder().pick(all.state(), rows), all.source().pick(rows));
          }
        };
    Hypotheses<S> start = new Hypotheses<>(model.decoder().start(source), source);
    return beam.search(continuation, start, model.boundary(), model.boundary(), longest);
  }
}

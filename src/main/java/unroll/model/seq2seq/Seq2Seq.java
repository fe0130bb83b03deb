package unroll.model.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import unroll.cell.Bidirectional;
import unroll.cell.Gru;
import unroll.cell.Lengths;
import unroll.cell.Lstm;
import unroll.cell.Sequence;
import unroll.data.Pair;
import unroll.data.PairBatch;
import unroll.data.Pairs;
import unroll.data.Vocabulary;
import unroll.layer.AdditiveAttention;
import unroll.layer.CrossEntropy;
import unroll.layer.Embedding;
import unroll.matrix.Matrix;
import unroll.sample.BeamSearch;
import unroll.sample.Hypothesis;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Turns a text into another one: an encoder reads it, a decoder writes (Cho et al. 2014; Sutskever,
 * Vinyals and Le 2014).
 *
 * <p>The symbol behind the V characters of the target is the boundary. Read, it says that the
 * target begins; written, it says that it ends.
 *
 * @param source the characters read
 * @param target the V characters written
 * @param embedding of the characters read
 * @param encoder reads
 * @param decoder writes; its symbols are V + 1
 * @param <S> the state of the decoder
 */
public record Seq2Seq<S>(
    Vocabulary source, Vocabulary target, Embedding embedding, Encoder encoder, Decoder<S> decoder)
    implements Trainable {
  /** Sources that are written for side by side; more need more memory and are no faster. */
  private static final int SIDE_BY_SIDE = 256;

  /**
   * Checks the sizes.
   *
   * @param source the characters read
   * @param target the V characters written
   * @param embedding of the characters read
   * @param encoder reads
   * @param decoder writes; its symbols are V + 1
   * @throws IllegalArgumentException if vocabularies, embeddings and encoder do not fit together
   */
  public Seq2Seq {
    if (Sizes.symbols(embedding) != source.size()) {
      throw new IllegalArgumentException(
          "an embedding of " + Sizes.symbols(embedding) + " symbols cannot read a " + source);
    }
    if (Sizes.width(embedding) != encoder.inputs()) {
      throw new IllegalArgumentException(
          "an encoder of "
              + encoder.inputs()
              + " inputs cannot read an embedding of "
              + Sizes.width(embedding));
    }
    if (Sizes.symbols(decoder.embedding()) != target.size() + 1) {
      throw new IllegalArgumentException(
          "a decoder of "
              + Sizes.symbols(decoder.embedding())
              + " symbols cannot write a "
              + target
              + " and a boundary");
    }
  }

  /**
   * Makes a model with a context of fixed size: long short-term memories that read and write.
   *
   * @param pairs their vocabularies are taken
   * @param hidden H of both, at least 1; also the width of the embeddings
   * @param context K, the size of C, at least 1
   * @param init draws the weights
   * @return a new model
   */
  public static Seq2Seq<Lstm.State> fixed(Pairs pairs, int hidden, int context, Initializer init) {
    Initializer reads = init.named("encoder");
    Initializer writes = init.named("decoder");
    Encoder encoder = CellEncoder.of(Lstm.of(hidden, hidden, reads.named("cell")));
    return new Seq2Seq<>(
        pairs.source(),
        pairs.target(),
        Embedding.of(pairs.source().size(), hidden, reads),
        ProjectedEncoder.of(encoder, context, reads),
        ContextDecoder.of(
            Embedding.of(pairs.boundary() + 1, hidden, writes),
            Lstm.of(hidden + context, hidden, writes.named("cell")),
            writes));
  }

  /**
   * Makes a model with additive attention: gated recurrent units, reading from both ends (Bahdanau,
   * Cho and Bengio 2015).
   *
   * @param pairs their vocabularies are taken
   * @param hidden H of the decoder and of each direction, at least 1; also the width of the
   *     embeddings
   * @param init draws the weights
   * @return a new model
   */
  public static Seq2Seq<Gru.State> attending(Pairs pairs, int hidden, Initializer init) {
    Initializer reads = init.named("encoder");
    Initializer writes = init.named("decoder");
    int memory = 2 * hidden;
    return new Seq2Seq<>(
        pairs.source(),
        pairs.target(),
        Embedding.of(pairs.source().size(), hidden, reads),
        new BidirectionalEncoder(
            new Bidirectional(
                Gru.of(hidden, hidden, reads.named("forward")),
                Gru.of(hidden, hidden, reads.named("backward")))),
        BahdanauDecoder.of(
            Embedding.of(pairs.boundary() + 1, hidden, writes),
            Gru.of(hidden + memory, hidden, writes.named("cell")),
            AdditiveAttention.of(hidden, memory, hidden, writes.named("attention")),
            memory,
            writes));
  }

  /**
   * Returns the symbol that begins and ends a target.
   *
   * @return V
   */
  public int boundary() {
    return target.size();
  }

  /**
   * Computes the loss with teacher forcing: every step reads the true symbol before it.
   *
   * @param tape where the steps are recorded
   * @param batch B pairs. Not modified.
   * @return 1 x 1, the mean over the symbols of all targets, boundaries included, in nats a symbol
   */
  public Value loss(Tape tape, PairBatch batch) {
    return CrossEntropy.mean(decode(tape, batch).logits(), batch.targets());
  }

  /**
   * Makes the loss that a trainer needs: each call takes the next batch.
   *
   * @param pairs to learn from
   * @param batch B, at least 1
   * @param random draws the order of every pass
   * @return a loss that goes over the pairs again and again
   * @throws IllegalArgumentException if the pairs have other vocabularies, or the batch is empty
   */
  public PairLoss lossOver(Pairs pairs, int batch, RandomGenerator random) {
    requireVocabularies(pairs);
    return new PairLoss(this, pairs, batch, random);
  }

  /** All steps of all targets, each reading the true symbol before it. */
  Decoder.Decoded<S> decode(Tape tape, PairBatch batch) {
    Decoder.Source read = read(tape, batch.sources(), batch.lengths());
    Sequence ys = decoder.embed(tape, batch.inputs(), batch.targetSteps());
    return decoder.decode(ys, read, decoder.start(read));
  }

  Decoder.Source read(Tape tape, int[] symbols, int[] lengths) {
    int steps = symbols.length / lengths.length;
    Sequence xs = new Sequence(embedding.apply(tape, symbols), steps);
    return decoder.source(encoder.encode(xs, Lengths.of(lengths)));
  }

  /**
   * Writes for several texts side by side: draws one symbol at a time and reads each as the next
   * input, until the boundary is drawn.
   *
   * @param sources what to read, each at least one character
   * @param longest how many symbols may be drawn for each, at least 1, the boundary too
   * @param sampler draws from the logits; {@link Sampler#greedy} takes the likeliest
   * @param random the source of the draws
   * @return what was written, in the order of the sources
   * @throws IllegalArgumentException if a source is empty or has an unknown character
   */
  public List<Translation> write(
      List<String> sources, int longest, Sampler sampler, RandomGenerator random) {
    if (longest < 1) {
      throw new IllegalArgumentException("at least 1 symbol must be allowed, not " + longest);
    }
    List<Translation> all = new ArrayList<>();
    for (int from = 0; from < sources.size(); from += SIDE_BY_SIDE) {
      List<String> some = sources.subList(from, Math.min(from + SIDE_BY_SIDE, sources.size()));
      all.addAll(new Writing<>(this, some).write(longest, sampler, random));
    }
    return all;
  }

  /**
   * Writes the likeliest symbol at every step.
   *
   * @param text what to read, at least one character
   * @param longest how many symbols may be written, at least 1, the boundary too
   * @return what was written
   * @throws IllegalArgumentException if the text is empty or has an unknown character
   */
  public Translation write(String text, int longest) {
    return write(List.of(text), longest, Sampler.greedy(), new SplittableRandom(0)).get(0);
  }

  /**
   * Looks for the likeliest text.
   *
   * @param text what to read, at least one character
   * @param longest how many symbols may be written, at least 1, the boundary too
   * @param beam how to search
   * @return what was found, the best first; {@code target().decode(found.toArray())} is its text,
   *     and {@link #align} shows what it looked at
   * @throws IllegalArgumentException if the text is empty or has an unknown character
   */
  public List<Hypothesis> search(String text, int longest, BeamSearch beam) {
    return new Writing<>(this, List.of(text)).search(longest, beam);
  }

  /**
   * Shows where a decoder with attention looks while it writes a given text.
   *
   * @param pair what to read, and what to write
   * @return one row for each character of the target and one for its end, of one weight for each
   *     character of the source; each row adds up to 1. No rows without attention.
   * @throws IllegalArgumentException if a character is unknown
   */
  public double[][] align(Pair pair) {
    PairBatch one = new Pairs(source, target, List.of(pair)).all();
    return decode(Tape.off(), one)
        .weights()
        .map(weights -> rows(weights.matrix()))
        .orElse(new double[0][]);
  }

  private static double[][] rows(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][matrix.columns()];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        rows[r][c] = matrix.get(r, c);
      }
    }
    return rows;
  }

  /**
   * Measures how many pairs are written without any mistake, the likeliest symbol at every step.
   *
   * @param pairs of the same vocabularies
   * @return a share of 0 to 1
   * @throws IllegalArgumentException if the pairs have other vocabularies
   */
  public double exact(Pairs pairs) {
    requireVocabularies(pairs);
    List<String> sources = pairs.list().stream().map(Pair::source).toList();
    List<Translation> written =
        write(sources, pairs.longestTarget() + 1, Sampler.greedy(), new SplittableRandom(0));
    int right = 0;
    for (int i = 0; i < pairs.size(); i++) {
      Translation one = written.get(i);
      right += one.ended() && one.target().equals(pairs.list().get(i).target()) ? 1 : 0;
    }
    return right / (double) pairs.size();
  }

  private void requireVocabularies(Pairs pairs) {
    if (!pairs.source().equals(source) || !pairs.target().equals(target)) {
      throw new IllegalArgumentException(
          String.format(
              "the pairs have %d and %d characters, the model others of %d and %d: take them with"
                  + " new Pairs(model.source(), model.target(), list)",
              pairs.source().size(), pairs.target().size(), source.size(), target.size()));
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(embedding.parameters());
    all.addAll(encoder.parameters());
    all.addAll(decoder.parameters());
    return List.copyOf(all);
  }
}

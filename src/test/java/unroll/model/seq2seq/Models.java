package unroll.model.seq2seq;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import unroll.cell.Bidirectional;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.Leaky;
import unroll.cell.Lstm;
import unroll.cell.Stacked;
import unroll.data.Pair;
import unroll.data.Pairs;
import unroll.layer.AdditiveAttention;
import unroll.layer.Attention;
import unroll.layer.DotAttention;
import unroll.layer.Embedding;
import unroll.layer.GeneralAttention;
import unroll.matrix.Precision;
import unroll.tape.Initializer;

/** Small models of every kind, in double, at odd sizes. */
enum Models {
  FIXED(init -> fixed(CellEncoder.of(Lstm.of(3, 5, init.named("reader"))), init)),
  REVERSED(init -> fixed(CellEncoder.reversed(Gru.of(3, 5, init.named("reader"))), init)),
  ONE_NUMBER(
      init ->
          fixed(
              ProjectedEncoder.of(CellEncoder.of(Elman.of(3, 5, init.named("reader"))), 1, init),
              init)),
  STACK(
      init ->
          fixed(
              CellEncoder.of(
                  Stacked.of(
                      Lstm.of(3, 5, init.named("reader1")), Gru.of(5, 3, init.named("reader2")))),
              init)),
  ADDITIVE(
      init -> bahdanau(bothWays(init), AdditiveAttention.of(7, 8, 5, init.named("look")), init)),
  ADDITIVE_REVERSED(
      init ->
          bahdanau(
              CellEncoder.reversed(Gru.of(3, 5, init.named("reader"))),
              AdditiveAttention.of(7, 5, 3, init.named("look")),
              init)),
  GENERAL_BEFORE(
      init -> bahdanau(bothWays(init), GeneralAttention.of(7, 8, init.named("look")), init)),
  GENERAL_AFTER(init -> luong(bothWays(init), GeneralAttention.of(7, 8, init.named("look")), init)),
  ADDITIVE_AFTER(
      init -> luong(bothWays(init), AdditiveAttention.of(7, 8, 3, init.named("look")), init)),
  DOT_AFTER(
      init ->
          luong(
              ProjectedEncoder.of(CellEncoder.of(Lstm.of(3, 7, init.named("reader"))), 3, init),
              new DotAttention(),
              init));

  /** Lengths of 1 to 5 read, 0 to 4 written. */
  static final Pairs PAIRS =
      Pairs.of(
          List.of(
              new Pair("abc", "xyz"),
              new Pair("d", ""),
              new Pair("edabc", "zzyx"),
              new Pair("be", "y"),
              new Pair("ccaa", "xz")));

  private static final int SYMBOLS = PAIRS.boundary() + 1;

  private final Function<Initializer, Seq2Seq<?>> make;

  Models(Function<Initializer, Seq2Seq<?>> make) {
    this.make = make;
  }

  Seq2Seq<?> model(long seed) {
    return make.apply(Initializer.of(new SplittableRandom(seed), Precision.DOUBLE));
  }

  boolean attends() {
    return ordinal() >= ADDITIVE.ordinal();
  }

  private static Encoder bothWays(Initializer init) {
    return new BidirectionalEncoder(
        new Bidirectional(
            Gru.of(3, 5, init.named("forward")), Elman.of(3, 3, init.named("backward"))));
  }

  private static Seq2Seq<?> fixed(Encoder encoder, Initializer init) {
    return whole(
        encoder,
        ContextDecoder.of(
            writes(init),
            Stacked.of(
                Leaky.fixed(5 + encoder.context(), new double[] {2, 5, 9}, init.named("cell1")),
                Lstm.of(3, 7, init.named("cell2"))),
            init.named("decoder")),
        init);
  }

  private static Seq2Seq<?> bahdanau(Encoder encoder, Attention attention, Initializer init) {
    return whole(
        encoder,
        BahdanauDecoder.of(
            writes(init),
            Gru.of(5 + encoder.outputs(), 7, init.named("cell")),
            attention,
            encoder.context(),
            init.named("decoder")),
        init);
  }

  private static Seq2Seq<?> luong(Encoder encoder, Attention attention, Initializer init) {
    return whole(
        encoder,
        LuongDecoder.of(
            writes(init),
            Lstm.of(5, 7, init.named("cell")),
            attention,
            encoder,
            init.named("decoder")),
        init);
  }

  private static Embedding writes(Initializer init) {
    return Embedding.of(SYMBOLS, 5, init.named("writes"));
  }

  private static Seq2Seq<?> whole(Encoder encoder, Decoder<?> decoder, Initializer init) {
    Embedding reads = Embedding.of(PAIRS.source().size(), 3, init.named("reads"));
    return new Seq2Seq<>(PAIRS.source(), PAIRS.target(), reads, encoder, decoder);
  }
}

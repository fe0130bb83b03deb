package unroll.model.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unroll.cell.Cell;
import unroll.cell.Sequence;
import unroll.cell.Unrolled;
import unroll.layer.Attention;
import unroll.layer.Embedding;
import unroll.layer.Linear;
import unroll.model.FirstState;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Value;

/**
 * Steps first, and looks at the source to decide what to write (Luong, Pham and Manning 2015,
 * section 3.1, global attention).
 *
 * <pre>
 *   s_0 = tanh(C W0 + b0)
 *   s_t = cell(E y_(t-1), s_(t-1))
 *   c_t = attention(s_t, outputs of the encoder)
 *   a_t = tanh([s_t, c_t] Wc + bc)                         their equation 5
 *   p(y_t | y_1 ... y_(t-1), source) = softmax(a_t V + c)  their equation 6
 * </pre>
 *
 * <p>Without their input feeding no step hears what was looked at, so in training all steps are
 * taken at once and all queries are answered at once: much faster than {@link BahdanauDecoder}.
 *
 * @param embedding E, (V + 1) x D
 * @param attention of queries of H numbers to a memory of M
 * @param first makes the first state of the cell, of D inputs
 * @param combination (H + M) x H
 * @param readout H x (V + 1)
 * @param <S> the state of the cell
 */
public record LuongDecoder<S>(
    Embedding embedding,
    Attention attention,
    FirstState<S> first,
    Linear combination,
    Linear readout)
    implements Decoder<S> {

  /**
   * Puts a decoder around a cell and an attention.
   *
   * @param embedding (V + 1) x D
   * @param cell of D inputs
   * @param attention of queries of H numbers to a memory of M
   * @param encoder that it will listen to: its sizes are read
   * @param init draws the first state, the combination and the readout
   * @param <S> the state of the cell
   * @return a new decoder
   */
  public static <S> LuongDecoder<S> of(
      Embedding embedding, Cell<S> cell, Attention attention, Encoder encoder, Initializer init) {
    int hidden = cell.hidden();
    return new LuongDecoder<>(
        embedding,
        attention,
        FirstState.of(cell, encoder.context(), init),
        Linear.of(hidden + encoder.outputs(), hidden, init.named("combination")),
        Linear.of(hidden, Sizes.symbols(embedding), init.named("readout")));
  }

  /**
   * Returns what takes the steps.
   *
   * @return a cell of D inputs
   */
  public Cell<S> cell() {
    return first.cell();
  }

  @Override
  public Source source(Encoder.Encoded encoded) {
    Sizes.require(
        "memory",
        combination.weights().matrix().rows() - cell().hidden(),
        encoded.outputs().rows().columns());
    return Memories.source(attention, encoded);
  }

  @Override
  public S start(Source source) {
    return first.from(source.context());
  }

  @Override
  public Decoded<S> decode(Sequence ys, Source source, S before) {
    Unrolled<S> unrolled = cell().unroll(ys, before);
    Value states = unrolled.outputs().rows();
    Attention.Read read = attention.read(states, source.memory().orElseThrow());
    Value both = Value.beside(List.of(states, read.context()));
    return new Decoded<>(
        readout.apply(combination.apply(both).tanh()),
        unrolled.last(),
        Optional.of(read.weights()));
  }

  @Override
  public S pick(S state, int... rows) {
    return cell().combine(state, state, (part, same) -> part.pick(rows));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(embedding.parameters());
    all.addAll(cell().parameters());
    all.addAll(attention.parameters());
    all.addAll(first.parameters());
    all.addAll(combination.parameters());
    all.addAll(readout.parameters());
    return List.copyOf(all);
  }
}

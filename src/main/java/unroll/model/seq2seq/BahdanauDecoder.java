package unroll.model.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unroll.cell.Cell;
import unroll.cell.Sequence;
import unroll.layer.Attention;
import unroll.layer.Embedding;
import unroll.layer.Linear;
import unroll.model.FirstState;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Value;

/**
 * Looks at the source before every step, and steps with what it saw (Bahdanau, Cho and Bengio 2015,
 * section 3.1): a context of its own for every step.
 *
 * <pre>
 *   s_0 = tanh(C W0 + b0)
 *   c_t = attention(s_(t-1), outputs of the encoder)
 *   s_t = cell([E y_(t-1), c_t], s_(t-1))
 *   p(y_t | y_1 ... y_(t-1), source) = softmax([s_t, c_t] V + c)
 * </pre>
 *
 * <p>Bahdanau et al. put a maxout layer before the softmax, and let it hear y too. What is looked
 * at depends on the step before, so the steps are taken one by one, in training too.
 *
 * @param embedding E, (V + 1) x D
 * @param attention of queries of H numbers to a memory of M
 * @param first makes the first state of the cell, of D + M inputs
 * @param readout (H + M) x (V + 1)
 * @param <S> the state of the cell
 */
public record BahdanauDecoder<S>(
    Embedding embedding, Attention attention, FirstState<S> first, Linear readout)
    implements Decoder<S> {

  /**
   * Puts a decoder around a cell and an attention.
   *
   * @param embedding (V + 1) x D
   * @param cell of D + M inputs
   * @param attention of queries of H numbers to a memory of M
   * @param context K, the size of the encoder's context, for the first state
   * @param init draws the first state and the readout
   * @param <S> the state of the cell
   * @return a new decoder
   * @throws IllegalArgumentException if the cell has no room for a context beside the embedding
   */
  public static <S> BahdanauDecoder<S> of(
      Embedding embedding, Cell<S> cell, Attention attention, int context, Initializer init) {
    int memory = Sizes.beside(cell.inputs(), embedding);
    return new BahdanauDecoder<>(
        embedding,
        attention,
        FirstState.of(cell, context, init),
        Linear.of(cell.hidden() + memory, Sizes.symbols(embedding), init.named("readout")));
  }

  /**
   * Returns what takes the steps.
   *
   * @return a cell of D + M inputs
   */
  public Cell<S> cell() {
    return first.cell();
  }

  @Override
  public Source source(Encoder.Encoded encoded) {
    Sizes.require(
        "memory", Sizes.beside(cell().inputs(), embedding), encoded.outputs().rows().columns());
    return Memories.source(attention, encoded);
  }

  @Override
  public S start(Source source) {
    return first.from(source.context());
  }

  @Override
  public Decoded<S> decode(Sequence ys, Source source, S before) {
    Attention.Memory memory = source.memory().orElseThrow();
    List<Value> heard = new ArrayList<>();
    List<Value> weights = new ArrayList<>();
    S state = before;
    for (int t = 0; t < ys.steps(); t++) {
      Attention.Read read = attention.read(cell().output(state), memory);
      state = cell().step(Value.beside(List.of(ys.at(t), read.context())), state);
      heard.add(Value.beside(List.of(cell().output(state), read.context())));
      weights.add(read.weights());
    }
    return new Decoded<>(
        readout.apply(Value.stack(heard)), state, Optional.of(Value.stack(weights)));
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
    all.addAll(readout.parameters());
    return List.copyOf(all);
  }
}

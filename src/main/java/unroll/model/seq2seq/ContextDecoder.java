package unroll.model.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unroll.cell.Cell;
import unroll.cell.Sequence;
import unroll.cell.Unrolled;
import unroll.layer.Embedding;
import unroll.layer.Linear;
import unroll.model.FirstState;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Value;

/**
 * The lecture's second network: driven by a context of fixed size, which it hears at every step
 * (Cho et al. 2014, section 2.2).
 *
 * <pre>
 *   s_0 = tanh(C W0 + b0)
 *   s_t = cell([E y_(t-1), C], s_(t-1))
 *   p(y_t | y_1 ... y_(t-1), C) = softmax(s_t V + c)
 * </pre>
 *
 * <p>Cho et al. read the logits from s, y and C; here C reaches them through s only.
 *
 * @param embedding E, (V + 1) x D
 * @param first makes the first state of the cell, of D + K inputs
 * @param readout H x (V + 1)
 * @param <S> the state of the cell
 */
public record ContextDecoder<S>(Embedding embedding, FirstState<S> first, Linear readout)
    implements Decoder<S> {

  /**
   * Puts a decoder around a cell.
   *
   * @param embedding (V + 1) x D
   * @param cell of D + K inputs
   * @param init draws the first state and the readout
   * @param <S> the state of the cell
   * @return a new decoder
   * @throws IllegalArgumentException if the cell has no room for a context beside the embedding
   */
  public static <S> ContextDecoder<S> of(Embedding embedding, Cell<S> cell, Initializer init) {
    int context = Sizes.beside(cell.inputs(), embedding);
    return new ContextDecoder<>(
        embedding,
        FirstState.of(cell, context, init),
        Linear.of(cell.hidden(), Sizes.symbols(embedding), init.named("readout")));
  }

  /**
   * Returns what takes the steps.
   *
   * @return a cell of D + K inputs
   */
  public Cell<S> cell() {
    return first.cell();
  }

  @Override
  public Source source(Encoder.Encoded encoded) {
    Sizes.require("context", Sizes.beside(cell().inputs(), embedding), encoded.context().columns());
    return new Source(encoded.context(), Optional.empty());
  }

  @Override
  public S start(Source source) {
    return first.from(source.context());
  }

  @Override
  public Decoded<S> decode(Sequence ys, Source source, S before) {
    int batch = ys.batch();
    int[] every = new int[ys.steps() * batch];
    for (int row = 0; row < every.length; row++) {
      every[row] = row % batch;
    }
    Value inputs = Value.beside(List.of(ys.rows(), source.context().pick(every)));
    Unrolled<S> unrolled = cell().unroll(new Sequence(inputs, ys.steps()), before);
    return new Decoded<>(
        readout.apply(unrolled.outputs().rows()), unrolled.last(), Optional.empty());
  }

  @Override
  public S pick(S state, int... rows) {
    return cell().combine(state, state, (part, same) -> part.pick(rows));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(embedding.parameters());
    all.addAll(cell().parameters());
    all.addAll(first.parameters());
    all.addAll(readout.parameters());
    return List.copyOf(all);
  }
}

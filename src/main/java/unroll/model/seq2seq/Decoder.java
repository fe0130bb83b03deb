package unroll.model.seq2seq;

import java.util.Optional;
import unroll.cell.Sequence;
import unroll.layer.Attention;
import unroll.layer.Embedding;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Writes a target, driven by what was read. Its job is to say of every step what may come next,
 * having read what came before; teacher forcing, sampling and searching all use the one method
 * {@link #decode}.
 *
 * @param <S> the state between two steps
 */
public interface Decoder<S> extends Trainable {
  /**
   * What a decoder looks at.
   *
   * @param context B x K
   * @param memory the outputs of the encoder, for decoders with attention
   */
  record Source(Value context, Optional<Attention.Memory> memory) {
    /**
     * Takes some rows, for hypotheses on one source. The memory of one example serves any number of
     * rows, so it stays.
     */
    Source pick(int... rows) {
      return new Source(context.pick(rows), memory);
    }
  }

  /**
   * What was said.
   *
   * @param logits (T*B) x (V + 1), step after step
   * @param last the state after the last step
   * @param weights (T*B) x S, what each step looked at, for decoders with attention
   * @param <S> the state
   */
  record Decoded<S>(Value logits, S last, Optional<Value> weights) {}

  /**
   * Returns the rows that stand for the symbols read.
   *
   * @return a table of V + 1 rows, the last for the boundary
   */
  Embedding embedding();

  /**
   * Prepares what was read.
   *
   * @param encoded B sources
   * @return what the steps look at
   */
  Source source(Encoder.Encoded encoded);

  /**
   * Makes the state before the first step.
   *
   * @param source of B rows
   * @return a state of B rows
   */
  S start(Source source);

  /**
   * Takes steps of which the inputs are known: all of a target in training, one while writing.
   *
   * @param ys T steps of B x E, embedded symbols
   * @param source of B rows
   * @param before the state before them
   * @return the logits of the symbol after each
   */
  Decoded<S> decode(Sequence ys, Source source, S before);

  /**
   * Takes some rows of a state.
   *
   * @param state of n rows
   * @param rows numbers from 0. Not modified.
   * @return a state of these rows
   */
  S pick(S state, int... rows);

  /**
   * Embeds symbols.
   *
   * @param tape where the steps are recorded
   * @param symbols T*B of 0 to V, step after step. Copied.
   * @param steps T
   * @return T steps of B x E
   */
  default Sequence embed(Tape tape, int[] symbols, int steps) {
    return new Sequence(embedding().apply(tape, symbols), steps);
  }
}

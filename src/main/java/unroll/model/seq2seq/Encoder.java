package unroll.model.seq2seq;

import unroll.cell.Lengths;
import unroll.cell.Sequence;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Reads a source. Its job is to make the context C of the lecture: a vector of fixed size, and
 * beside it one vector a step for those who want a context as long as the source.
 */
public interface Encoder extends Trainable {
  /**
   * What was read.
   *
   * @param outputs S steps of B x M, in the order of the source; at padding they mean nothing
   * @param context B x K, the context C of fixed size
   * @param lengths of the B sources
   */
  record Encoded(Sequence outputs, Value context, Lengths lengths) {}

  /**
   * Reads sources of different lengths. No result for a source depends on its padding.
   *
   * @param xs S steps of B x D, padded behind the ends
   * @param lengths of the B sources
   * @return the outputs of all steps, and the context
   * @throws IllegalArgumentException if there is not one length a source, or one is above S
   */
  Encoded encode(Sequence xs, Lengths lengths);

  /**
   * Returns the size of an input.
   *
   * @return D
   */
  int inputs();

  /**
   * Returns the size of an output.
   *
   * @return M
   */
  int outputs();

  /**
   * Returns the size of the context.
   *
   * @return K
   */
  int context();
}

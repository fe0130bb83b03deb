package unroll.model.seq2seq;

import java.util.Optional;
import unroll.cell.Sequence;
import unroll.layer.Attention;

/** The outputs of an encoder as a memory for attention, masked at padding. */
final class Memories {
  private Memories() {}

  static Decoder.Source source(Attention attention, Encoder.Encoded encoded) {
    Sequence outputs = encoded.outputs();
    boolean[] counts = encoded.lengths().counts(outputs.steps());
    return new Decoder.Source(
        encoded.context(), Optional.of(attention.memory(outputs.rows(), outputs.batch(), counts)));
  }
}

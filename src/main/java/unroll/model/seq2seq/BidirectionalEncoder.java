package unroll.model.seq2seq;

import java.util.List;
import unroll.cell.Bidirectional;
import unroll.cell.Lengths;
import unroll.cell.Sequence;
import unroll.tape.Parameter;

/**
 * Reads from both ends (Bahdanau, Cho and Bengio 2015, section 3.2), so that the output of a step
 * knows its surroundings on both sides. The context is both last states side by side; Bahdanau et
 * al. take the backward one alone, of which this has all.
 *
 * @param reader two cells
 */
public record BidirectionalEncoder(Bidirectional reader) implements Encoder {

  @Override
  public Encoded encode(Sequence xs, Lengths lengths) {
    Bidirectional.Encoded encoded = reader.encode(xs, lengths);
    return new Encoded(encoded.outputs(), encoded.last(), lengths);
  }

  @Override
  public int inputs() {
    return reader.forward().inputs();
  }

  @Override
  public int outputs() {
    return reader.hidden();
  }

  @Override
  public int context() {
    return reader.hidden();
  }

  @Override
  public List<Parameter> parameters() {
    return reader.parameters();
  }
}

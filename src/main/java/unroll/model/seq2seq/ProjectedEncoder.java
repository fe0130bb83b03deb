package unroll.model.seq2seq;

import java.util.ArrayList;
import java.util.List;
import unroll.cell.Lengths;
import unroll.cell.Sequence;
import unroll.layer.Linear;
import unroll.tape.Initializer;
import unroll.tape.Parameter;

/**
 * Brings the context of another encoder to any size: {@code C = tanh(h(tau) W + b)}. The cells stay
 * as they are, so that the size of C alone is varied.
 *
 * @param encoder reads
 * @param projection maps its context
 */
public record ProjectedEncoder(Encoder encoder, Linear projection) implements Encoder {
  /**
   * Checks that the projection fits.
   *
   * @param encoder reads
   * @param projection maps its context
   * @throws IllegalArgumentException if the projection maps another size than the context has
   */
  public ProjectedEncoder {
    int mapped = projection.weights().matrix().rows();
    if (mapped != encoder.context()) {
      throw new IllegalArgumentException(
          "a projection of " + mapped + " numbers cannot map a context of " + encoder.context());
    }
  }

  /**
   * Makes a projection to a size.
   *
   * @param encoder reads
   * @param size K, at least 1
   * @param init draws the projection
   * @return a new encoder
   */
  public static ProjectedEncoder of(Encoder encoder, int size, Initializer init) {
    return new ProjectedEncoder(encoder, Linear.of(encoder.context(), size, init.named("context")));
  }

  @Override
  public Encoded encode(Sequence xs, Lengths lengths) {
    Encoded encoded = encoder.encode(xs, lengths);
    return new Encoded(
        encoded.outputs(), projection.apply(encoded.context()).tanh(), encoded.lengths());
  }

  @Override
  public int inputs() {
    return encoder.inputs();
  }

  @Override
  public int outputs() {
    return encoder.outputs();
  }

  @Override
  public int context() {
    return projection.weights().matrix().columns();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(encoder.parameters());
    all.addAll(projection.parameters());
    return List.copyOf(all);
  }
}
